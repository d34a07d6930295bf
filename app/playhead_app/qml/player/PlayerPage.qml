pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtMultimedia
import "../components"
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
    Component.onDestruction: page.pictures.detach()

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
            picture.forceActiveFocus();
    }

    Connections {
        target: page.playback

        function onEnded(): void {
            page.backWanted();
        }
        function onChanged(): void {
            if (page.failed || page.preparing)
                page.hide();
            else if (page.wasPreparing)
                page.show();
            page.wasPreparing = page.preparing;
        }
    }

    Rectangle {
        anchors.fill: parent
        color: "black"
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
        fillMode: VideoOutput.PreserveAspectFit
        endOfStreamPolicy: VideoOutput.KeepLastFrame
    }

    CaptionLayer {
        anchors.fill: parent
        z: overlay.menuOpen || page.failed ? 0 : 1
        captions: page.playback.captions
        video: video
        taken: overlay.shown ? overlay.controlsHeight : 0
    }

    HoverHandler {
        id: pointer

        cursorShape: overlay.shown || page.failed ? Qt.ArrowCursor : Qt.BlankCursor

        // Qt tells of the pointer whenever something moves under it; we want to know when the viewer moves it.
        property var last: null

        onPointChanged: {
            const moved = last !== null && Math.abs(point.position.x - last.x) + Math.abs(point.position.y - last.y) > 3;
            last = point.position;
            if (hovered && moved)
                page.show();
        }
    }

    TapHandler {
        onTapped: page.show()
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
        if (page.failed || event.accepted)
            return;
        if (event.key === Qt.Key_Left || event.key === Qt.Key_Right)
            page.playback.skip(event.key === Qt.Key_Left ? -10 : 10);
        else if (event.key === Qt.Key_Space || event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Select)
            page.playback.toggle();
        else if (!page.isPlain(event.key))
            return;
        event.accepted = true;
        page.show();
    }

    function isPlain(key: int): bool {
        return ![Qt.Key_Escape, Qt.Key_Backspace, Qt.Key_Back, Qt.Key_F, Qt.Key_M, Qt.Key_S, Qt.Key_Plus, Qt.Key_Minus, Qt.Key_Equal].includes(key) && !page.isMedia(key);
    }

    function isMedia(key: int): bool {
        return key >= Qt.Key_VolumeDown && key <= Qt.Key_MediaTogglePlayPause || key === Qt.Key_AudioForward || key === Qt.Key_AudioRewind;
    }

    PlayerOverlay {
        id: overlay

        objectName: "overlay"
        anchors.fill: parent
        playback: page.playback
        onStatsToggled: page.statsShown = !page.statsShown
        onFullscreenToggled: page.fullscreenToggled()
        onBackWanted: page.backWanted()

        // Every key, wherever it goes, keeps the overlay up.
        Keys.priority: Keys.BeforeItem
        Keys.onPressed: event => {
            away.restart();
            event.accepted = false;
        }
    }

    Timer {
        id: away

        interval: page.overlayTime
        onTriggered: if (page.playback.is_paused || overlay.menuOpen || page.playback.is_seeking)
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
        lines: page.playback.stats
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

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
        visible: page.failed

        Loader {
            anchors.fill: parent
            active: page.failed
            onLoaded: forceActiveFocus()

            sourceComponent: ErrorPanel {
                objectName: "player-error"
                focus: true
                message: page.playback.problem_message
                hint: page.playback.problem_hint
                code: page.playback.problem_code
                icon: "film"
                canGoBack: true
                onRetried: {
                    picture.forceActiveFocus();
                    page.playback.retry();
                }
                onWentBack: page.backWanted()
                onCopied: page.app.faults.copy(message, hint, code)
            }
        }
    }

    Keys.onPressed: event => {
        event.accepted = true;
        switch (event.key) {
        case Qt.Key_Escape:
        case Qt.Key_Backspace:
        case Qt.Key_Back:
            if (overlay.shown && !page.playback.is_paused)
                page.hide();
            else
                page.backWanted();
            break;
        case Qt.Key_S:
            page.statsShown = !page.statsShown;
            break;
        case Qt.Key_M:
        case Qt.Key_VolumeMute:
            page.playback.toggle_mute();
            volume.flash();
            break;
        case Qt.Key_Plus:
        case Qt.Key_Equal:
        case Qt.Key_VolumeUp:
            page.playback.set_volume(page.playback.volume + 0.05);
            volume.flash();
            break;
        case Qt.Key_Minus:
        case Qt.Key_VolumeDown:
            page.playback.set_volume(page.playback.volume - 0.05);
            volume.flash();
            break;
        case Qt.Key_MediaTogglePlayPause:
            page.playback.toggle();
            page.show();
            break;
        case Qt.Key_MediaPlay:
            page.playback.play();
            page.show();
            break;
        case Qt.Key_MediaPause:
            page.playback.pause();
            page.show();
            break;
        case Qt.Key_MediaStop:
            page.backWanted();
            break;
        case Qt.Key_AudioForward:
            page.playback.skip(10);
            page.show();
            break;
        case Qt.Key_AudioRewind:
            page.playback.skip(-10);
            page.show();
            break;
        default:
            event.accepted = false;
        }
    }
}
