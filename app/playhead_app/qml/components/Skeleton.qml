pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The shape of what is coming. It breathes a little; with reduced motion it stands.
Rectangle {
    id: skeleton

    radius: Theme.tileRadius
    color: Theme.raised

    SequentialAnimation on opacity {
        running: skeleton.visible && !Theme.reducedMotion
        loops: Animation.Infinite

        NumberAnimation {
            from: 1
            to: 0.55
            duration: 900
            easing.type: Easing.InOutSine
        }
        NumberAnimation {
            from: 0.55
            to: 1
            duration: 900
            easing.type: Easing.InOutSine
        }
    }
}
