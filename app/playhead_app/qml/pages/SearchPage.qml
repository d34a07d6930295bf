pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// Search: a keyboard for the thumb on one side, what was found on the other. Real keys type at any time.
FocusScope {
    id: page

    required property var app
    readonly property var search: app.search
    readonly property bool hasWords: search.text.trim() !== ""

    signal detailsWanted(string titleId)
    signal genreWanted(string name)
    signal backWanted

    objectName: "search-page"

    StackView.onActivated: {
        page.forceActiveFocus();
        page.search.open();
    }

    Keys.onEscapePressed: page.backWanted()
    Keys.onBackPressed: page.backWanted()
    Keys.onPressed: event => {
        const letter = event.text;
        event.accepted = true;
        if (event.key === Qt.Key_Backspace && page.search.text !== "")
            page.search.erase();
        else if (event.key === Qt.Key_Backspace)
            page.backWanted();
        else if (letter !== "" && letter >= " " && letter !== "\u007f" && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier)))
            page.search.type(letter);
        else
            event.accepted = false;
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Ambience {
        anchors.fill: parent
        shown: found.activeFocus
        tint: found.tint
    }

    Item {
        id: left

        anchors {
            left: parent.left
            leftMargin: Theme.marginX
            top: parent.top
            topMargin: Theme.marginY + Theme.px(24)
            bottom: parent.bottom
        }
        width: keys.implicitWidth

        Rectangle {
            id: field

            width: parent.width
            height: Theme.px(80)
            radius: Theme.px(16)
            color: Theme.raised
            border.width: 1
            border.color: Theme.line

            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Search")
            Accessible.description: page.search.text

            Icon {
                id: glass

                anchors {
                    left: parent.left
                    leftMargin: Theme.px(22)
                    verticalCenter: parent.verticalCenter
                }
                name: "search"
                size: Theme.px(30)
                color: Theme.thirdText
            }

            Words {
                id: typed

                anchors {
                    left: glass.right
                    leftMargin: Theme.px(16)
                    right: parent.right
                    rightMargin: Theme.px(28)
                    verticalCenter: parent.verticalCenter
                }
                text: page.search.text !== "" ? page.search.text : qsTr("Titles, people, genres")
                color: page.search.text !== "" ? Theme.text : Theme.thirdText
                font.pixelSize: Theme.sectionSize
                // The end is where one types.
                elide: Text.ElideLeft
            }

            Rectangle {
                x: Theme.mirrored ? typed.x + typed.width - typed.contentWidth - width : typed.x + Math.min(typed.contentWidth, typed.width) + Theme.px(2)
                anchors.verticalCenter: parent.verticalCenter
                visible: page.search.text !== ""
                width: Theme.px(3)
                height: Theme.px(36)
                color: Theme.accent
            }
        }

        KeyPad {
            id: keys

            objectName: "keypad"
            focus: true
            anchors.top: field.bottom
            anchors.topMargin: Theme.px(28)
            onTyped: letter => page.search.type(letter)
            onErased: page.search.erase()
            onCleared: page.search.write("")
            onRightBehind: if (!Theme.mirrored)
                page.across()
            onLeftBehind: if (Theme.mirrored)
                page.across()
        }
    }

    OfflineMark {
        id: mark

        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            top: left.top
        }
        shown: page.app.household.is_offline
    }

    Item {
        id: right

        anchors {
            left: left.right
            leftMargin: Theme.px(64)
            right: parent.right
            rightMargin: Theme.marginX - found.side
            top: left.top
            bottom: parent.bottom
        }

        SearchOffers {
            id: offers

            anchors.fill: parent
            visible: !page.hasWords
            search: page.search
            onGenrePicked: name => page.genreWanted(name)
            onWentBack: keys.forceActiveFocus()
        }

        TileGrid {
            id: found

            objectName: "found"
            anchors.fill: parent
            visible: page.hasWords && count > 0
            cards: page.search.results
            opacity: page.search.phase === "loading" ? 0.5 : 1
            onPicked: titleId => {
                page.search.picked();
                page.detailsWanted(titleId);
            }
            // What one stood on has gone: back to the keyboard.
            onVisibleChanged: if (!visible && page.activeFocus)
                keys.forceActiveFocus()
            Keys.onLeftPressed: if (!Theme.mirrored)
                keys.forceActiveFocus()
            Keys.onRightPressed: if (Theme.mirrored)
                keys.forceActiveFocus()
        }

        Flow {
            anchors.fill: parent
            anchors.leftMargin: found.side
            anchors.topMargin: found.side
            spacing: Theme.tileGap
            clip: true
            visible: page.hasWords && page.search.phase === "loading" && found.count === 0

            Repeater {
                model: 8

                Skeleton {
                    width: Theme.posterWidth
                    height: Theme.posterHeight
                }
            }
        }

        ErrorPanel {
            id: trouble

            readonly property bool empty: page.search.phase === "empty"

            anchors.fill: parent
            visible: page.hasWords && (empty || page.search.phase === "failed")
            message: empty ? qsTr("Nothing is called “%1” here.").arg(page.search.text.trim()) : page.search.message
            hint: empty ? qsTr("Try fewer letters, a name or a genre.") : page.search.hint
            code: empty ? "" : page.search.code
            icon: empty ? "search" : "offline"
            canRetry: !empty
            onRetried: page.search.retry()
            onVisibleChanged: if (!visible && page.activeFocus && !found.activeFocus)
                keys.forceActiveFocus()
            Keys.onLeftPressed: keys.forceActiveFocus()
        }
    }

    function across(): void {
        if (found.visible)
            found.forceActiveFocus();
        else if (offers.visible)
            offers.enter();
        else if (trouble.visible && trouble.canRetry)
            trouble.forceActiveFocus();
    }
}
