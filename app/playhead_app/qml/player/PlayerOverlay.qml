pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// Everything over the picture: title, clock, scrubber, one line of controls, and the menus.
FocusScope {
    id: overlay

    required property var playback
    required property var sleepTimer
    // What lies above the scrubber at the right, if anything does.
    property Item above: null
    property bool shown: false
    property alias canShrink: controls.canShrink
    readonly property bool menuOpen: menu.shown
    readonly property bool scrubbing: scrubber.activeFocus
    // What the controls take of the bottom while they are shown.
    readonly property real controlsHeight: bottom.height + bottom.anchors.bottomMargin + Theme.px(24)

    signal statsToggled
    signal fullscreenToggled
    signal backWanted
    signal smallWanted

    opacity: shown ? 1 : 0
    // At once, not with the first step of the fade: keys do not go to what is invisible.
    visible: shown || opacity > 0
    enabled: shown

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fadeTime
        }
    }

    function begin(): void {
        closeMenus();
        controls.begin();
    }

    function closeMenus(): void {
        menu.shown = false;
    }

    Rectangle {
        anchors.fill: parent
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.dark(0.62)
            }
            GradientStop {
                position: 0.22
                color: Theme.dark(0.08)
            }
            GradientStop {
                position: 0.5
                color: Theme.dark(0.12)
            }
            GradientStop {
                position: 0.74
                color: Theme.dark(0.66)
            }
            GradientStop {
                position: 1
                color: Theme.dark(0.94)
            }
        }
    }

    Row {
        anchors {
            left: parent.left
            leftMargin: Theme.marginX
            top: parent.top
            topMargin: Theme.marginY
        }
        spacing: Theme.px(20)

        ControlButton {
            id: back

            anchors.verticalCenter: parent.verticalCenter
            name: qsTr("Back")
            icon: "back"
            onActivated: overlay.backWanted()
            KeyNavigation.down: scrubber
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(2)

            Words {
                text: overlay.playback.title
                font.pixelSize: Theme.sectionSize
                font.weight: Font.DemiBold
                width: Theme.px(1100)
            }

            Words {
                text: [overlay.playback.subtitle, overlay.playback.moments.chapter].filter(part => part !== "").join(" · ")
                visible: text !== ""
                color: Theme.secondText
                width: Theme.px(1100)
            }
        }
    }

    Clock {
        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            top: parent.top
            topMargin: Theme.marginY + Theme.px(14)
        }
        font.pixelSize: Theme.sectionSize
    }

    ScrubPreview {
        readonly property real aim: bottom.x + scrubber.x + scrubber.handleX

        playback: overlay.playback
        x: Math.max(Theme.marginX, Math.min(overlay.width - Theme.marginX - width, aim - width / 2))
        anchors.bottom: bottom.top
        anchors.bottomMargin: Theme.px(20)
    }

    // A film runs from left to right in every language, and so do its times and its transport.
    Column {
        id: bottom

        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: Theme.marginX
            rightMargin: Theme.marginX
            bottomMargin: Theme.marginY + Theme.px(8)
        }
        spacing: Theme.px(18)

        Words {
            readonly property int rate: overlay.playback.winding.rate

            objectName: "winding"
            visible: rate !== 0
            text: rate < 0 ? qsTr("Rewind %1×").arg(-rate) : qsTr("Fast forward %1×").arg(rate)
            font.weight: Font.DemiBold
        }

        Row {
            id: timeline

            width: parent.width
            spacing: Theme.px(24)

            Words {
                id: position

                anchors.verticalCenter: parent.verticalCenter
                width: Math.max(implicitWidth, Theme.px(72))
                text: overlay.playback.position_text
                tabular: true
            }

            Scrubber {
                id: scrubber

                objectName: "scrubber"
                width: timeline.width - position.width - duration.width - 2 * timeline.spacing
                anchors.verticalCenter: parent.verticalCenter
                playback: overlay.playback
                KeyNavigation.up: overlay.above ?? back
                KeyNavigation.down: controls
            }

            Words {
                id: duration

                anchors.verticalCenter: parent.verticalCenter
                text: overlay.playback.is_live ? qsTr("Live") : overlay.playback.duration_text
                color: overlay.playback.is_live ? Theme.live : Theme.secondText
                tabular: true
            }
        }

        ControlLine {
            id: controls

            focus: true
            width: parent.width
            playback: overlay.playback
            above: scrubber
            isSleepSet: overlay.sleepTimer.is_set
            onMenuWanted: kind => menu.open(kind)
            onStatsToggled: overlay.statsToggled()
            onFullscreenToggled: overlay.fullscreenToggled()
            onSmallWanted: overlay.smallWanted()
        }
    }

    PlayerMenu {
        id: menu

        // Over its button, which keeps its place in every language.
        x: parent.width - width - Theme.marginX
        anchors {
            bottom: parent.bottom
            bottomMargin: Theme.marginY + Theme.px(170)
        }
        playback: overlay.playback
        sleepTimer: overlay.sleepTimer
        onClosedMenu: kind => controls.focusOn(kind)
    }
}
