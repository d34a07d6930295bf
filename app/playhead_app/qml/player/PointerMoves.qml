import QtQuick

// Tells when the viewer moves the pointer. Qt tells whenever pointer and item move against each other, a page on its
// way in and a pointer just found included: the first place that it is seen at, and a place in the window that it
// keeps, aren't moves.
HoverHandler {
    id: pointer

    property var last: null

    signal moved

    onHoveredChanged: last = null
    onPointChanged: {
        const here = point.scenePosition;
        const far = last !== null && Math.abs(here.x - last.x) + Math.abs(here.y - last.y) > 3;
        last = here;
        if (hovered && far)
            moved();
    }
}
