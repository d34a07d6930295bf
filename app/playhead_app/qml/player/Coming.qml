pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A still of what the viewer chose, for the time before its first picture.
Image {
    id: coming

    required property real strength

    asynchronous: true
    cache: false
    sourceSize.width: Math.ceil(width * Screen.devicePixelRatio)
    fillMode: Image.PreserveAspectCrop
    opacity: status === Image.Ready ? strength : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.pageTime
        }
    }
}
