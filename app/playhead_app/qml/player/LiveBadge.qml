pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// Says that it is live; behind live it is the way back there.
Pill {
    id: badge

    required property var playback

    objectName: "live"
    label: playback.is_at_live ? qsTr("Live") : qsTr("Go live")
    visible: playback.is_live
    onActivated: badge.playback.go_live()

    Rectangle {
        anchors {
            right: parent.right
            top: parent.top
            margins: Theme.px(6)
        }
        width: Theme.px(14)
        height: width
        radius: width / 2
        color: badge.playback.is_at_live ? Theme.live : Theme.thirdText
    }
}
