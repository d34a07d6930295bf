pragma ComponentBehavior: Bound
import QtQuick
import QtMultimedia
import "../components"
import "../theme"

// A small window that stays on top, in a corner of the screen: the title plays on while the viewer browses.
Window {
    id: small

    required property var app
    required property var pictures
    required property Window host
    readonly property var playback: app.playback
    readonly property string corner: app.picture_in_picture.corner
    readonly property bool controlled: small.active || pointer.hovered
    readonly property int margin: 24
    readonly property int bar: 40

    objectName: "picture-in-picture"
    title: playback.title
    flags: Qt.Window | Qt.FramelessWindowHint | Qt.WindowStaysOnTopHint
    transientParent: null
    screen: host.screen
    color: "black"
    width: Math.max(320, Math.round(Screen.width * 0.24 / 2) * 2)
    height: Math.round(width * 9 / 16)
    x: Screen.virtualX + (corner.endsWith("left") ? margin : Screen.width - width - margin)
    y: Screen.virtualY + (corner.startsWith("top") ? margin : Screen.height - height - margin)
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    // libVLC's own window covers what is drawn here: it leaves room for the ring and the bar.
    function place(): void {
        if (small.visible)
            small.app.screen.put(small, 3, small.controlled ? small.bar : 0);
    }

    function leave(): void {
        small.host.requestActivate();
    }

    onVisibleChanged: {
        if (small.visible) {
            small.pictures.attach(video.videoSink);
            small.place();
            // A new window gets the keys from most desktops; the viewer wants to browse.
            Qt.callLater(small.leave);
        } else {
            small.pictures.detach(video.videoSink);
            small.app.screen.take_away(small);
        }
    }
    onControlledChanged: small.place()
    onClosing: small.app.picture_in_picture.close()
    Component.onDestruction: small.pictures.detach(video.videoSink)

    Connections {
        target: small.host

        function onClosing(): void {
            small.close();
        }
    }

    VideoOutput {
        id: video

        objectName: "small-video"
        anchors.fill: parent
        fillMode: VideoOutput.PreserveAspectFit
        endOfStreamPolicy: VideoOutput.KeepLastFrame
    }

    CaptionLayer {
        anchors.fill: parent
        anchors.bottomMargin: small.controlled ? small.bar : 0
        captions: small.playback.captions
        style: small.app.caption_style
        video: video
    }

    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: small.bar
        color: Theme.dark(0.86)
        visible: small.controlled

        Words {
            anchors {
                left: parent.left
                leftMargin: 12
                right: buttons.left
                rightMargin: 8
                verticalCenter: parent.verticalCenter
            }
            text: small.playback.title
            font.pixelSize: 14
            elide: Text.ElideRight
        }

        Row {
            id: buttons

            anchors {
                right: parent.right
                rightMargin: 8
                verticalCenter: parent.verticalCenter
            }
            spacing: 8

            Press {
                name: small.playback.is_paused ? qsTr("Play") : qsTr("Pause")
                icon: small.playback.is_paused ? "play" : "pause"
                onActivated: small.playback.toggle()
            }

            Press {
                name: qsTr("Back to the large picture")
                icon: "fullscreen"
                onActivated: small.app.picture_in_picture.end()
            }

            Press {
                name: qsTr("Stop")
                icon: "close"
                onActivated: small.app.picture_in_picture.close()
            }
        }
    }

    // What has the keys wears the ring, and its bar.
    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.color: Theme.accent
        border.width: small.active ? 3 : 0
    }

    Item {
        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("%1, small picture").arg(small.playback.title)
        Accessible.description: qsTr("Arrows move it, Enter makes it large.")

        Keys.onLeftPressed: small.app.picture_in_picture.move(-1, 0)
        Keys.onRightPressed: small.app.picture_in_picture.move(1, 0)
        Keys.onUpPressed: small.app.picture_in_picture.move(0, -1)
        Keys.onDownPressed: small.app.picture_in_picture.move(0, 1)
        Keys.onPressed: event => event.accepted = small.press(event.key)
    }

    function press(key: int): bool {
        switch (key) {
        case Qt.Key_Return:
        case Qt.Key_Enter:
        case Qt.Key_Select:
        case Qt.Key_Escape:
        case Qt.Key_Backspace:
        case Qt.Key_Back:
            small.app.picture_in_picture.end();
            return true;
        case Qt.Key_Space:
        case Qt.Key_MediaTogglePlayPause:
            small.playback.toggle();
            return true;
        case Qt.Key_MediaStop:
        case Qt.Key_Delete:
            small.app.picture_in_picture.close();
            return true;
        case Qt.Key_P:
            small.leave();
            return true;
        }
        return false;
    }

    HoverHandler {
        id: pointer
    }

    TapHandler {
        onDoubleTapped: small.app.picture_in_picture.end()
    }

    DragHandler {
        target: null
        onActiveChanged: if (active)
            small.startSystemMove()
    }

    component Press: Item {
        id: button

        required property string name
        required property string icon

        signal activated

        width: 28
        height: 28
        Accessible.role: Accessible.Button
        Accessible.name: name
        Accessible.onPressAction: button.activated()

        Icon {
            anchors.fill: parent
            anchors.margins: 4
            name: button.icon
        }

        TapHandler {
            onTapped: button.activated()
        }
    }
}
