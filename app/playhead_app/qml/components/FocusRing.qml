pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The ring around what has the focus: 3 px of amber with 4 px of air. Lies around its parent.
Rectangle {
    id: ring

    property bool shown: false
    property real innerRadius: Theme.tileRadius
    readonly property real reach: Theme.px(4) + border.width

    anchors.fill: parent
    anchors.margins: -reach
    radius: innerRadius + reach
    color: "transparent"
    border.width: Math.max(2, Theme.px(3))
    border.color: Theme.accent
    opacity: shown ? 1 : 0

    Behavior on opacity {
        NumberAnimation {
            duration: 120
        }
    }
}
