pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// One caption: white on a dark glass that is as wide as its words.
Item {
    id: box

    required property var modelData
    required property rect area
    required property real type
    required property var style
    property real offset: 0

    readonly property real inset: Math.round(type * 0.4)
    // Never closer to the edge than the screen's safe margin.
    readonly property real firstX: Math.max(modelData.left * area.width, area.width * 0.05)
    readonly property real lastX: Math.min((modelData.left + modelData.width) * area.width, area.width * 0.95)
    readonly property real room: Math.max(lastX - firstX, area.width * 0.2)

    width: glass.width
    height: glass.height
    x: offset + (modelData.side === "left" ? firstX : modelData.side === "right" ? firstX + room - width : firstX + (room - width) / 2)

    Accessible.role: Accessible.StaticText
    Accessible.name: modelData.words

    Rectangle {
        id: glass

        width: words.width + 2 * box.inset
        height: words.height + Math.round(box.inset * 0.7)
        radius: Theme.px(8)
        color: Theme.captionGround(box.style.ground)
    }

    Text {
        id: words

        x: box.inset
        anchors.verticalCenter: glass.verticalCenter
        width: Math.min(measure.implicitWidth + 1, box.room - 2 * box.inset)
        textFormat: Text.RichText
        wrapMode: Text.Wrap
        text: box.modelData.markup
        color: box.style.colour
        style: box.style.edge === "outline" ? Text.Outline : box.style.edge === "raised" ? Text.Raised : Text.Normal
        styleColor: "black"
        font.family: Theme.family
        font.pixelSize: box.type
        font.weight: Font.Medium
        horizontalAlignment: box.modelData.side === "left" ? Text.AlignLeft : box.modelData.side === "right" ? Text.AlignRight : Text.AlignHCenter
    }

    // The words without a break of ours: how wide the box would like to be.
    Text {
        id: measure

        visible: false
        textFormat: Text.RichText
        text: box.modelData.markup
        font: words.font
    }
}
