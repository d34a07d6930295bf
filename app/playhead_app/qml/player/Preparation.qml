pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// The waiting room of a title that the service is still making: it starts by itself.
Item {
    id: room

    required property string title
    required property real share

    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("%1 is being made: %2 percent").arg(title).arg(Math.floor(share * 100))

    Column {
        anchors.centerIn: parent
        width: Theme.px(960)
        spacing: Theme.px(24)

        Words {
            width: parent.width
            text: room.title
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
        }

        Words {
            width: parent.width
            text: qsTr("The studio is still drawing this one. It starts by itself as soon as it is ready.")
            color: Theme.secondText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1.3
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.px(520)
            height: Theme.px(6)
            radius: height / 2
            color: Theme.line

            Rectangle {
                width: Math.max(height, parent.width * room.share)
                height: parent.height
                radius: parent.radius
                color: Theme.accent

                Behavior on width {
                    NumberAnimation {
                        duration: 900
                        easing.type: Easing.OutCubic
                    }
                }
            }
        }

        Words {
            width: parent.width
            text: qsTr("%1 %").arg(Math.floor(room.share * 100))
            color: Theme.secondText
            font.pixelSize: Theme.captionSize
            tabular: true
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
