pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// How loud it is, for a moment after it changed.
Rectangle {
    id: sign

    required property real level
    required property bool muted
    property bool armed: false

    implicitWidth: Theme.px(320)
    implicitHeight: Theme.px(60)
    radius: height / 2
    color: Theme.dark(0.86)
    opacity: 0
    visible: opacity > 0

    Accessible.role: Accessible.ProgressBar
    Accessible.name: muted ? qsTr("Sound off") : qsTr("Volume %1 percent").arg(Math.round(level * 100))

    onLevelChanged: flash()
    onMutedChanged: flash()
    // Not for the values that it starts with.
    Component.onCompleted: armed = true

    function flash(): void {
        if (!sign.armed)
            return;
        opacity = 1;
        away.restart();
    }

    Timer {
        id: away

        interval: 1500
        onTriggered: sign.opacity = 0
    }

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fadeTime
        }
    }

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: Theme.px(22)
        anchors.verticalCenter: parent.verticalCenter
        name: sign.muted || sign.level === 0 ? "muted" : "sound"
    }

    Rectangle {
        anchors {
            left: icon.right
            leftMargin: Theme.px(16)
            right: parent.right
            rightMargin: Theme.px(28)
            verticalCenter: parent.verticalCenter
        }
        height: Theme.px(6)
        radius: height / 2
        color: Theme.line

        Rectangle {
            width: sign.muted ? 0 : parent.width * sign.level
            height: parent.height
            radius: parent.radius
            color: Theme.accent
        }
    }
}
