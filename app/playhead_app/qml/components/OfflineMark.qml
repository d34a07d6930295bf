pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Says that the service can't be reached and that what is shown is remembered.
Rectangle {
    id: mark

    property bool shown: false

    implicitWidth: content.implicitWidth + Theme.px(40)
    implicitHeight: Theme.px(52)
    radius: height / 2
    color: Theme.panel
    border.width: 1
    border.color: Theme.line
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fadeTime
        }
    }

    Row {
        id: content

        anchors.centerIn: parent
        spacing: Theme.px(12)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "offline"
            size: Theme.px(24)
            color: Theme.accent
        }

        Words {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Offline · as you saw it last")
            font.pixelSize: Theme.captionSize
            color: Theme.secondText
        }
    }
}
