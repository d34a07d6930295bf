pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// Live figures for the curious.
Rectangle {
    id: panel

    required property var lines
    required property var history

    // Many lines: the words grow as far as all of them stay on the picture.
    readonly property int wordSize: Math.min(Theme.captionSize, Theme.px(24))
    readonly property int nameWidth: Math.round(wordSize * 11)

    width: Math.round(wordSize * 36)
    height: column.implicitHeight + Theme.px(48)
    radius: Theme.px(20)
    color: Theme.dark(0.86)
    border.color: Theme.line
    border.width: 1

    Accessible.role: Accessible.Table
    Accessible.name: qsTr("Statistics")

    Column {
        id: column

        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: Theme.px(24)
        }
        spacing: Theme.px(8)

        StatsGraph {
            width: parent.width
            history: panel.history
        }

        Repeater {
            model: panel.lines.length

            Row {
                id: line

                required property int index
                readonly property var entry: panel.lines[index] ?? {
                    "name": "",
                    "value": ""
                }

                width: column.width

                Words {
                    width: panel.nameWidth
                    text: line.entry.name
                    color: Theme.thirdText
                    font.pixelSize: panel.wordSize
                }

                Words {
                    width: line.width - panel.nameWidth
                    text: line.entry.value
                    color: Theme.text
                    font.pixelSize: panel.wordSize
                    wrapMode: Text.Wrap
                    maximumLineCount: 4
                    tabular: true
                }
            }
        }
    }
}
