pragma ComponentBehavior: Bound
import QtQuick

// The transparent window above libVLC's own: while the picture has a window, everything that the app shows moves
// in here.
Window {
    id: above

    required property var app
    required property Window host
    // All pages and what lies over them.
    required property Item content
    // Whether a player page is on top.
    required property bool watching
    readonly property bool shown: watching && app.screen.is_native

    objectName: "over-picture"
    flags: Qt.Tool | Qt.FramelessWindowHint
    transientParent: host
    color: "transparent"
    visible: shown && host.visible && host.visibility !== Window.Minimized
    x: host.x
    y: host.y
    width: host.width
    height: host.height
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    onShownChanged: {
        above.content.parent = above.shown ? above.contentItem : above.host.contentItem;
        if (above.shown)
            above.app.screen.lay_over(above);
        else
            above.app.screen.lift_off();
        above.content.focus = true;
    }
    // Later: it is no window of the system's yet when this is told.
    onVisibleChanged: Qt.callLater(above.visible ? above.requestActivate : above.host.requestActivate)
    onWatchingChanged: above.watching ? above.app.screen.put(above.host, 0, 0) : above.app.screen.take_away(above.host)
    // Closed by the desktop's own means, it takes the app with it.
    onClosing: above.host.close()
}
