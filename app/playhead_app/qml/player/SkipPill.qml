pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// "Skip intro": there while it can be skipped, and one press away while nothing else is on the picture.
Pill {
    id: skip

    required property var moments
    readonly property bool shown: moments.skip_label !== ""
    // Keeps its words while it fades.
    property string words: ""

    objectName: "skip"
    label: words
    icon: "next"
    opacity: shown ? 1 : 0
    visible: shown || opacity > 0
    enabled: shown
    readonly property string offer: moments.skip_label
    onOfferChanged: if (offer !== "")
        words = offer
    Component.onCompleted: words = offer
    onActivated: skip.moments.skip()

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fadeTime
        }
    }
}
