pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtMultimedia
import "../theme"

// The picture, and nothing on it while it plays. Any key shows the overlay for four seconds.
FocusScope {
    id: page

    required property var app
    required property var pictures
    readonly property var playback: app.playback
    readonly property bool failed: playback.state === "failed"
    readonly property bool preparing: playback.state === "preparing"
    property int overlayTime: 4000
    property bool statsShown: false
    property bool wasPreparing: false
    property alias videoSink: video.videoSink

    signal backWanted
    signal fullscreenToggled

    objectName: "player"

    StackView.onActivated: {
        page.forceActiveFocus();
        page.show();
    }
    // At once, not when the page has faded: the sound must not outstay its picture.
    StackView.onDeactivating: page.app.stop_watching()

    Component.onCompleted: page.pictures.attach(video.videoSink)
    Component.onDestruction: page.pictures.detach(video.videoSink)

    function show(): void {
        if (page.failed || page.preparing)
            return;
        if (!overlay.shown) {
            overlay.shown = true;
            overlay.begin();
        }
        away.restart();
    }

    function hide(): void {
        overlay.shown = false;
        overlay.closeMenus();
        if (!page.failed)
            page.restFocus();
    }

    // While nothing is on the picture, what can be pressed at once has the focus.
    function restFocus(): void {
        if (nextUp.shown)
            nextUp.forceActiveFocus();
        else if (skip.shown)
            skip.forceActiveFocus();
        else
            picture.forceActiveFocus();
    }

    Connections {
        target: page.playback

        function onChanged(): void {
            if (page.failed || page.preparing)
                page.hide();
            else if (page.wasPreparing)
                page.show();
            page.wasPreparing = page.preparing;
        }
    }

    Connections {
        target: page.app.next_up

        function onFinished(): void {
            page.backWanted();
        }
    }

    Connections {
        target: page.app

        function onSlept(): void {
            page.backWanted();
        }
    }

    // Behind a window of libVLC's own there is nothing: it shines through.
    Rectangle {
        anchors.fill: parent
        color: "black"
        visible: !page.app.screen.is_native || !page.playback.has_picture
    }

    Coming {
        anchors.fill: parent
        source: page.playback.backdrop_url
        strength: page.playback.has_picture ? 0 : page.preparing ? 0.35 : 0.5
    }

    VideoOutput {
        id: video

        objectName: "video"
        anchors.fill: parent
        visible: !page.app.screen.is_native
        fillMode: VideoOutput.PreserveAspectFit
        endOfStreamPolicy: VideoOutput.KeepLastFrame
    }

    CaptionLayer {
        anchors.fill: parent
        z: overlay.menuOpen || page.failed ? 0 : 1
        captions: page.playback.captions
        style: page.app.caption_style
        video: video
        taken: overlay.shown ? overlay.controlsHeight : 0
    }

    PointerWatch {
        anchors.fill: parent
        pointed: overlay.shown || page.failed
        onMoved: page.show()
        onDoubleTapped: page.fullscreenToggled()
    }

    // Holds the focus while nothing is on the picture.
    Item {
        id: picture

        anchors.fill: parent
        focus: true
        Keys.onPressed: event => page.pictureKey(event)
    }

    function pictureKey(event: KeyEvent): void {
        page.app.next_up.attend();
        if (page.failed || event.accepted)
            return;
        if (event.key === Qt.Key_Left || event.key === Qt.Key_Right)
            page.playback.skip(event.key === Qt.Key_Left ? -10 : 10);
        else if (event.key === Qt.Key_Space || event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Select)
            page.playback.toggle();
        else if (!keys.isPlain(event.key))
            return;
        event.accepted = true;
        page.show();
    }

    PlayerOverlay {
        id: overlay

        objectName: "overlay"
        anchors.fill: parent
        playback: page.playback
        sleepTimer: page.app.sleep_timer
        above: skip.shown ? skip : null
        canShrink: page.StackView.index > 0
        onSmallWanted: page.app.picture_in_picture.begin()
        onStatsToggled: page.statsShown = !page.statsShown
        onFullscreenToggled: page.fullscreenToggled()
        onBackWanted: page.backWanted()

        // Every key, wherever it goes, keeps the overlay up.
        Keys.priority: Keys.BeforeItem
        Keys.onPressed: event => {
            away.restart();
            page.app.next_up.attend();
            event.accepted = false;
        }
    }

    SkipPill {
        id: skip

        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            bottom: parent.bottom
            bottomMargin: overlay.shown ? overlay.controlsHeight + Theme.px(16) : Theme.marginY + Theme.px(40)
        }
        moments: page.playback.moments
        visible: opacity > 0 && !nextUp.shown && !overlay.menuOpen && !page.failed
        onShownChanged: if (!overlay.shown || activeFocus)
            page.restFocus()
        KeyNavigation.down: overlay.shown ? overlay : null
        Keys.onPressed: event => page.pictureKey(event)
    }

    NextUpCard {
        id: nextUp

        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            bottom: parent.bottom
            bottomMargin: Theme.marginY + Theme.px(40)
        }
        nextUp: page.app.next_up
        onShownChanged: if (shown)
            page.hide()
        else
            page.restFocus()
        onDismissed: page.restFocus()
    }

    Timer {
        id: away

        interval: page.overlayTime
        onTriggered: if (page.playback.is_paused || overlay.menuOpen || page.playback.is_seeking || page.playback.winding.is_on)
            restart()
        else
            page.hide()
    }

    BufferingArc {
        objectName: "buffering"
        anchors.centerIn: parent
        shown: page.playback.is_waiting && !page.failed
    }

    StatsPanel {
        objectName: "stats"
        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            top: parent.top
            topMargin: Theme.marginY + Theme.px(80)
        }
        visible: page.statsShown && !page.failed
        lines: page.playback.stats.concat(page.app.screen.stats)
        history: page.playback.history
    }

    VolumeSign {
        id: volume

        objectName: "volume"
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: parent.top
            topMargin: Theme.marginY + Theme.px(8)
        }
        level: page.playback.volume
        muted: page.playback.is_muted
    }

    Preparation {
        objectName: "preparation"
        anchors.fill: parent
        visible: page.preparing
        title: page.playback.title
        share: page.playback.preparation
    }

    PlayerFault {
        anchors.fill: parent
        app: page.app
        shown: page.failed
        onRetried: {
            picture.forceActiveFocus();
            page.playback.retry();
        }
        onWentBack: page.backWanted()
    }

    PlayerKeys {
        id: keys

        playback: page.playback
        nextUp: page.app.next_up
        onBackPressed: {
            if (overlay.shown && !page.playback.is_paused)
                page.hide();
            else
                page.backWanted();
        }
        onStopPressed: page.backWanted()
        onStatsToggled: page.statsShown = !page.statsShown
        onVolumeChanged: volume.flash()
        onSmallWanted: if (page.StackView.index > 0)
            page.app.picture_in_picture.begin()
        onUsed: page.show()
    }

    Keys.onPressed: event => event.accepted = keys.press(event.key)
}
