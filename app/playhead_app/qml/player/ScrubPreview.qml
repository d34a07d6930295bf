pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// Above the scrubber while the viewer looks for a place: its picture, its time and its chapter.
Column {
    id: preview

    required property var playback
    readonly property string chapter: playback.is_dialling ? playback.moments.chapter_at(playback.position_s) : ""

    objectName: "scrub-preview"
    spacing: Theme.px(8)
    opacity: playback.is_dialling ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: 120
        }
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: picture.status === Image.Ready
        width: Theme.px(320) + 2 * border.width
        height: Theme.px(180) + 2 * border.width
        radius: Theme.tileRadius
        color: "black"
        border.width: Math.max(2, Theme.px(3))
        border.color: Theme.text

        Image {
            id: picture

            objectName: "thumbnail"
            anchors.fill: parent
            anchors.margins: parent.border.width
            source: preview.playback.preview.source
            fillMode: Image.PreserveAspectFit
            // The picture before stays until the next one is there: no flicker.
            retainWhileLoading: true
        }
    }

    Words {
        anchors.horizontalCenter: parent.horizontalCenter
        horizontalAlignment: Text.AlignHCenter
        text: [preview.playback.position_text, preview.chapter].filter(part => part !== "").join(" · ")
        font.weight: Font.DemiBold
        tabular: true
    }
}
