pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Where the title is: watched part, buffered part, and a handle that moves in 10-second steps.
FocusScope {
    id: scrubber

    required property var playback
    // A live title has no length; its scrubber spans what can be sought.
    readonly property real span: playback.last_s - playback.first_s
    readonly property real share: span > 0 ? Math.max(0, Math.min(1, (playback.position_s - playback.first_s) / span)) : 0

    readonly property real handleX: groove.width * share

    implicitHeight: Theme.px(36)

    Accessible.role: Accessible.Slider
    Accessible.name: playback.is_live ? qsTr("Live, %1").arg(playback.position_text) : qsTr("Position %1 of %2").arg(playback.position_text).arg(playback.duration_text)
    Accessible.focusable: true
    Accessible.onIncreaseAction: scrubber.playback.skip(10)
    Accessible.onDecreaseAction: scrubber.playback.skip(-10)

    Keys.onLeftPressed: event => scrubber.playback.scan(-1, event.isAutoRepeat)
    Keys.onRightPressed: event => scrubber.playback.scan(1, event.isAutoRepeat)

    Rectangle {
        id: groove

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: scrubber.activeFocus ? Theme.px(10) : Theme.px(6)
        radius: height / 2
        color: Theme.light(0.22)

        Behavior on height {
            NumberAnimation {
                duration: Theme.moveTime
            }
        }

        Repeater {
            model: scrubber.playback.buffered

            Rectangle {
                required property var modelData

                x: groove.width * modelData.start
                width: groove.width * (modelData.end - modelData.start)
                height: groove.height
                radius: height / 2
                color: Theme.light(0.34)
            }
        }

        Rectangle {
            width: Math.max(height, groove.width * scrubber.share)
            height: groove.height
            radius: height / 2
            color: Theme.accent
        }

        // Where chapters begin.
        Repeater {
            model: scrubber.playback.moments.marks

            Rectangle {
                required property real modelData

                x: groove.width * modelData - width / 2
                width: Math.max(2, Theme.px(4))
                height: groove.height
                color: Theme.ground
            }
        }
    }

    Rectangle {
        x: groove.width * scrubber.share - width / 2
        anchors.verticalCenter: parent.verticalCenter
        width: scrubber.activeFocus ? Theme.px(28) : Theme.px(16)
        height: width
        radius: width / 2
        color: Theme.accent

        Behavior on width {
            NumberAnimation {
                duration: Theme.moveTime
            }
        }

        Rectangle {
            anchors.fill: parent
            anchors.margins: -Theme.px(7)
            radius: width / 2
            color: "transparent"
            border.width: Math.max(2, Theme.px(3))
            border.color: Theme.accent
            visible: scrubber.activeFocus
        }
    }

    MouseArea {
        anchors.fill: parent
        onPressed: event => scrubber.aim(event.x)
        onPositionChanged: event => scrubber.aim(event.x)
    }

    function aim(x: real): void {
        scrubber.playback.dial(scrubber.playback.first_s + Math.max(0, Math.min(1, x / width)) * scrubber.span);
    }
}
