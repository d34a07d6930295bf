pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The player's one line of controls: transport at the left, choices at the right.
FocusScope {
    id: line

    required property var playback
    required property Item above

    property bool isSleepSet: false
    // Whether there is a page to browse while the title plays on in a corner.
    property bool canShrink: false

    // `audio`, `captions`, `quality`, `speed` or `sleep`.
    signal menuWanted(string kind)
    signal statsToggled
    signal fullscreenToggled
    signal smallWanted

    implicitHeight: toggle.height

    function begin(): void {
        toggle.forceActiveFocus();
    }

    function focusOn(kind: string): void {
        const buttons = {
            "audio": audio,
            "captions": captions,
            "quality": quality,
            "speed": speed,
            "sleep": sleep
        };
        (buttons[kind] ?? toggle).forceActiveFocus();
    }

    Row {
        spacing: Theme.px(24)

        ControlButton {
            id: rewind

            anchors.verticalCenter: parent.verticalCenter
            name: qsTr("Back 10 seconds")
            icon: "rewind10"
            onActivated: line.playback.skip(-10)
            KeyNavigation.right: toggle
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: toggle

            objectName: "toggle"
            focus: true
            large: true
            name: line.playback.is_paused ? qsTr("Play") : qsTr("Pause")
            icon: line.playback.is_paused ? "play" : "pause"
            onActivated: line.playback.toggle()
            KeyNavigation.right: forward
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: forward

            anchors.verticalCenter: parent.verticalCenter
            name: qsTr("Forward 10 seconds")
            icon: "forward10"
            onActivated: line.playback.skip(10)
            KeyNavigation.right: sound
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: sound

            anchors.verticalCenter: parent.verticalCenter
            name: line.playback.is_muted ? qsTr("Sound on") : qsTr("Sound off")
            icon: line.playback.is_muted || line.playback.volume === 0 ? "muted" : "sound"
            onActivated: line.playback.toggle_mute()
            KeyNavigation.right: live
            KeyNavigation.up: line.above
        }

        LiveBadge {
            id: live

            anchors.verticalCenter: parent.verticalCenter
            playback: line.playback
            KeyNavigation.right: audio
            KeyNavigation.up: line.above
        }
    }

    Row {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(24)

        ControlButton {
            id: audio

            objectName: "audio"
            name: qsTr("Audio")
            icon: "audio"
            onActivated: line.menuWanted("audio")
            KeyNavigation.left: live.visible ? live : sound
            KeyNavigation.right: captions
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: captions

            objectName: "captions"
            visible: line.playback.captions.has_choices
            name: qsTr("Subtitles")
            icon: "captions"
            onActivated: line.menuWanted("captions")
            KeyNavigation.right: quality
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: quality

            objectName: "quality"
            name: qsTr("Quality")
            icon: "quality"
            note: [line.playback.is_quality_automatic ? qsTr("Auto") : "", line.playback.quality_text].filter(part => part !== "").join(" · ")
            onActivated: line.menuWanted("quality")
            KeyNavigation.right: speed
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: speed

            objectName: "speed"
            name: qsTr("Speed")
            icon: "speed"
            note: line.playback.speed === 1 ? "" : qsTr("%1 ×").arg(Number(line.playback.speed).toLocaleString(Qt.locale(), "g", 3))
            onActivated: line.menuWanted("speed")
            KeyNavigation.right: sleep
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: sleep

            objectName: "sleep"
            name: line.isSleepSet ? qsTr("Sleep timer is set") : qsTr("Sleep timer")
            icon: "sleep"
            note: line.isSleepSet ? qsTr("On") : ""
            onActivated: line.menuWanted("sleep")
            KeyNavigation.right: stats
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: stats

            objectName: "statistics"
            name: qsTr("Statistics")
            icon: "stats"
            onActivated: line.statsToggled()
            KeyNavigation.right: small.visible ? small : fullscreen
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: small

            objectName: "small"
            visible: line.canShrink
            name: qsTr("Picture in picture")
            icon: "small"
            onActivated: line.smallWanted()
            KeyNavigation.right: fullscreen
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: fullscreen

            name: qsTr("Full screen")
            icon: "fullscreen"
            onActivated: line.fullscreenToggled()
            KeyNavigation.up: line.above
        }
    }
}
