pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// One caption in vertical writing: a column for each line, from the right (Japanese) or from the left (Mongolian).
Item {
    id: box

    required property var modelData
    required property rect area
    required property real type
    required property var style

    readonly property real inset: Math.round(type * 0.4)
    readonly property real cell: Math.round(type * 1.12)
    readonly property real firstY: Math.max(modelData.top, 0.05) * area.height
    readonly property real lastY: Math.min(modelData.top + modelData.height, 0.95) * area.height
    readonly property real room: Math.max(lastY - firstY, area.height * 0.2)
    readonly property real line: modelData.line * area.width
    readonly property real wanted: modelData.edge === "right" ? line - width : modelData.edge === "middle" ? line - width / 2 : line

    width: columns.width + Math.round(inset * 0.7)
    height: columns.height + 2 * inset
    x: area.x + Math.max(area.width * 0.02, Math.min(wanted, area.width * 0.98 - width))
    y: area.y + (modelData.side === "top" ? firstY : modelData.side === "bottom" ? firstY + room - height : firstY + (room - height) / 2)

    Accessible.role: Accessible.StaticText
    Accessible.name: modelData.words

    Rectangle {
        anchors.fill: parent
        radius: Theme.px(8)
        color: Theme.captionGround(box.style.ground)
    }

    Row {
        id: columns

        anchors.centerIn: parent
        // Which side lines begin on is the writing's, not the interface's.
        layoutDirection: box.modelData.isFromRight ? Qt.RightToLeft : Qt.LeftToRight

        Repeater {
            model: box.modelData.lines

            delegate: Flow {
                id: column

                required property var modelData

                flow: Flow.TopToBottom
                layoutDirection: columns.layoutDirection
                height: Math.min(modelData.length, Math.max(1, Math.floor((box.room - 2 * box.inset) / box.cell))) * box.cell
                width: Math.ceil(modelData.length * box.cell / height) * box.cell

                Repeater {
                    model: column.modelData

                    delegate: Text {
                        required property string modelData

                        width: box.cell
                        height: box.cell
                        horizontalAlignment: Text.AlignHCenter
                        verticalAlignment: Text.AlignVCenter
                        textFormat: Text.RichText
                        text: modelData
                        color: box.style.colour
                        style: box.style.edge === "outline" ? Text.Outline : box.style.edge === "raised" ? Text.Raised : Text.Normal
                        styleColor: "black"
                        font.family: Theme.family
                        font.pixelSize: box.type
                        font.weight: Font.Medium
                    }
                }
            }
        }
    }
}
