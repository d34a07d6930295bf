pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// How much of a title has been watched.
Rectangle {
    id: line

    property real share: 0

    height: Theme.px(4)
    radius: height / 2
    color: Theme.light(0.35)
    visible: share > 0

    Rectangle {
        width: parent.width * Math.min(1, line.share)
        height: parent.height
        radius: parent.radius
        color: Theme.accent
    }
}
