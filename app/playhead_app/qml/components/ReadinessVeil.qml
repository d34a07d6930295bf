pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A title that the service is still making says so, kindly, with how far it is.
Item {
    id: veil

    property real readiness: 1
    property real radius: Theme.tileRadius

    visible: readiness < 1

    Rectangle {
        anchors.fill: parent
        radius: veil.radius
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.dark(0)
            }
            GradientStop {
                position: 0.5
                color: Theme.dark(0.12)
            }
            GradientStop {
                position: 0.8
                color: Theme.dark(0.9)
            }
            GradientStop {
                position: 1
                color: Theme.dark(0.97)
            }
        }
    }

    Column {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: Theme.px(14)
        }
        spacing: Theme.px(8)

        Words {
            width: parent.width
            text: veil.readiness > 0 ? qsTr("In the making · %1 %").arg(Math.floor(veil.readiness * 100)) : qsTr("Coming soon")
            font.pixelSize: Theme.type(16)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.px(11)
            tabular: true
        }

        Rectangle {
            width: parent.width
            height: Theme.px(4)
            radius: height / 2
            visible: veil.readiness > 0
            color: Theme.light(0.25)

            Rectangle {
                width: parent.width * veil.readiness
                height: parent.height
                radius: parent.radius
                color: Theme.accent

                Behavior on width {
                    NumberAnimation {
                        duration: Theme.pageTime
                    }
                }
            }
        }
    }
}
