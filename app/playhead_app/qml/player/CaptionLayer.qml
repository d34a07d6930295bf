pragma ComponentBehavior: Bound
import QtQuick
import QtMultimedia
import "../theme"

// Captions over the picture and the controls' shade, never over an open menu: the page sets `z`. What would lie
// under the controls moves up.
Item {
    id: layer

    required property var captions
    required property VideoOutput video
    required property var style
    // How much of the layer's bottom the controls take.
    property real taken: 0

    // Where an author put a caption is a place in the picture, whatever the pages' direction.
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    readonly property rect picture: video.contentRect.height > 0 ? video.contentRect : Qt.rect(0, 0, width, height)
    readonly property real type: Math.max(14, Math.round(picture.height * 0.046 * Theme.textScale * style.size))
    readonly property real lowest: Math.min(picture.y + picture.height * 0.95, height - Math.max(taken, Theme.marginY))

    Column {
        id: stack

        width: layer.picture.width
        x: layer.picture.x
        y: layer.style.place === "top" ? layer.picture.y + layer.picture.height * 0.05 : layer.lowest - height
        spacing: Math.round(layer.type * 0.12)

        Behavior on y {
            enabled: !Theme.reducedMotion

            NumberAnimation {
                duration: Theme.moveTime
                easing.type: Easing.OutCubic
            }
        }

        Repeater {
            model: layer.captions.stacked

            delegate: CaptionBox {
                area: layer.picture
                type: layer.type
                style: layer.style
            }
        }
    }

    Repeater {
        model: layer.captions.placed

        delegate: CaptionBox {
            id: placed

            readonly property real line: layer.picture.y + modelData.line * layer.picture.height
            readonly property real wanted: modelData.edge === "bottom" ? line - height : modelData.edge === "middle" ? line - height / 2 : line

            area: layer.picture
            type: layer.type
            style: layer.style
            offset: layer.picture.x
            y: Math.max(layer.picture.y, Math.min(wanted, layer.lowest - height))
        }
    }

    Repeater {
        model: layer.captions.upright

        delegate: CaptionColumns {
            area: Qt.rect(layer.picture.x, layer.picture.y, layer.picture.width, layer.lowest - layer.picture.y)
            type: layer.type
            style: layer.style
        }
    }
}
