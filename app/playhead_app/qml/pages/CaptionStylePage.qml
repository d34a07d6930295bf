pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../player"
import "../theme"

// How captions look, with a caption that shows it at once.
FocusScope {
    id: page

    required property var app
    readonly property var style: app.caption_style
    readonly property list<var> settings: [
        {
            "name": "caption-size",
            "label": qsTr("Size")
        },
        {
            "name": "caption-colour",
            "label": qsTr("Colour")
        },
        {
            "name": "caption-ground",
            "label": qsTr("Background")
        },
        {
            "name": "caption-edge",
            "label": qsTr("Edge")
        },
        {
            "name": "caption-place",
            "label": qsTr("Position")
        }
    ]

    signal backWanted

    objectName: "caption-style-page"

    StackView.onActivated: page.forceActiveFocus()

    Keys.onEscapePressed: page.backWanted()
    Keys.onBackPressed: page.backWanted()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            event.accepted = true;
            page.backWanted();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Words {
        id: heading

        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        y: Theme.px(Theme.textScale > 1.5 ? 60 : 100)
        text: qsTr("Subtitle style")
        font.pixelSize: Theme.titleSize
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    ListView {
        id: lines

        anchors {
            left: parent.left
            leftMargin: Theme.marginX
            top: heading.bottom
            topMargin: Theme.px(24)
            bottom: parent.bottom
            bottomMargin: Theme.marginY
        }
        // The ring of the first and of the last line stands over their edges.
        topMargin: Theme.px(8)
        bottomMargin: Theme.px(8)
        width: Theme.px(760)
        focus: true
        clip: true
        spacing: Theme.px(14)
        model: page.settings.length + 1
        highlightMoveDuration: Theme.moveTime

        delegate: FocusScope {
            id: entry

            required property int index
            readonly property var setting: page.settings[index] ?? null

            width: lines.width - Theme.px(16)
            height: line.implicitHeight

            SettingLine {
                id: line

                focus: true
                x: Theme.px(8)
                width: parent.width - Theme.px(8)
                objectName: entry.setting !== null ? entry.setting.name : "caption-reset"
                role: Accessible.Button
                label: entry.setting !== null ? entry.setting.label : qsTr("As it comes")
                note: entry.setting !== null ? "" : qsTr("Undo all of it.")
                value: page.valueOf(entry.setting)
                onActivated: if (entry.setting !== null)
                    page.style.turn(entry.setting.name)
                else
                    page.style.reset()
            }
        }
    }

    // Asks anew with every change: the style's own properties say when that is.
    function valueOf(setting: var): string {
        const now = [page.style.size, page.style.colour, page.style.ground, page.style.edge, page.style.place];
        return setting !== null && now.length > 0 ? page.style.name_of(setting.name) : "";
    }

    Rectangle {
        id: sample

        anchors {
            left: lines.right
            leftMargin: Theme.px(48)
            right: parent.right
            rightMargin: Theme.marginX
            top: lines.top
        }
        height: width * 9 / 16
        radius: Theme.tileRadius
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.sampleSky[0]
            }
            GradientStop {
                position: 0.55
                color: Theme.sampleSky[1]
            }
            GradientStop {
                position: 1
                color: Theme.sampleSky[2]
            }
        }

        CaptionBox {
            objectName: "caption-sample"
            modelData: ({
                    "words": words,
                    "markup": words,
                    "side": "center",
                    "left": 0,
                    "width": 1
                })
            area: Qt.rect(0, 0, sample.width, sample.height)
            type: Math.max(14, Math.round(sample.height * 0.07 * Theme.textScale * page.style.size))
            style: page.style
            y: page.style.place === "top" ? sample.height * 0.06 : sample.height * 0.94 - height

            readonly property string words: qsTr("This is how subtitles look.")
        }
    }
}
