import QtQuick

// The pointer over the picture: shown while there is something to press, heard of when the viewer moves it.
Item {
    id: watch

    property bool pointed: false

    signal moved
    signal doubleTapped

    HoverHandler {
        cursorShape: watch.pointed ? Qt.ArrowCursor : Qt.BlankCursor

        // Qt tells of the pointer whenever something moves under it, as a page does that comes; we want to know
        // when the viewer moves it. Where it is first seen is no move either.
        property var last: null

        onHoveredChanged: last = null
        onPointChanged: {
            const moved = last !== null && Math.abs(point.scenePosition.x - last.x) + Math.abs(point.scenePosition.y - last.y) > 3;
            last = point.scenePosition;
            if (hovered && moved)
                watch.moved();
        }
    }

    TapHandler {
        onTapped: watch.moved()
        onDoubleTapped: watch.doubleTapped()
    }
}
