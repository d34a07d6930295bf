pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The player's one line of controls: transport at the left, choices at the right.
FocusScope {
    id: line

    required property var playback
    required property Item above

    signal audioWanted
    signal captionsWanted
    signal qualityWanted
    signal statsToggled
    signal fullscreenToggled

    implicitHeight: toggle.height

    function begin(): void {
        toggle.forceActiveFocus();
    }

    function focusAudio(): void {
        audio.forceActiveFocus();
    }

    function focusCaptions(): void {
        captions.forceActiveFocus();
    }

    function focusQuality(): void {
        quality.forceActiveFocus();
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
            onActivated: line.audioWanted()
            KeyNavigation.left: sound
            KeyNavigation.right: captions
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: captions

            objectName: "captions"
            visible: line.playback.captions.has_choices
            name: qsTr("Subtitles")
            icon: "captions"
            onActivated: line.captionsWanted()
            KeyNavigation.right: quality
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: quality

            objectName: "quality"
            name: qsTr("Quality")
            icon: "quality"
            note: [line.playback.is_quality_automatic ? qsTr("Auto") : "", line.playback.quality_text].filter(part => part !== "").join(" · ")
            onActivated: line.qualityWanted()
            KeyNavigation.right: stats
            KeyNavigation.up: line.above
        }

        ControlButton {
            id: stats

            name: qsTr("Statistics")
            icon: "stats"
            onActivated: line.statsToggled()
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
