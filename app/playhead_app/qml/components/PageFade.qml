import QtQuick
import "../theme"

// How a page comes, and how the one before it goes.
Transition {
    id: fade

    property bool leaving: false

    ParallelAnimation {
        NumberAnimation {
            property: "opacity"
            from: fade.leaving ? 1 : 0
            to: fade.leaving ? 0 : 1
            duration: Theme.pageTime
            easing.type: Easing.OutCubic
        }
        NumberAnimation {
            property: "scale"
            from: fade.leaving || Theme.reducedMotion ? 1 : 0.985
            to: 1
            duration: Theme.pageTime
            easing.type: Easing.OutCubic
        }
    }
}
