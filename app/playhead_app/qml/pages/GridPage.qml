pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// Titles of one kind: a genre, or what the viewer wants to watch.
FocusScope {
    id: page

    required property var app
    required property var grid
    property string emptyMessage: ""
    property string emptyHint: ""

    signal detailsWanted(string titleId)
    signal backWanted

    objectName: "grid-page"

    StackView.onActivated: {
        page.forceActiveFocus();
        page.grid.refresh();
    }
    StackView.onRemoved: page.app.close_grid(page.grid)

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

    Ambience {
        anchors.fill: parent
        shown: tiles.activeFocus
        tint: tiles.tint
    }

    Words {
        id: heading

        anchors {
            left: parent.left
            leftMargin: Theme.marginX
            top: parent.top
            topMargin: Theme.marginY + Theme.px(24)
        }
        text: page.grid.name
        font.pixelSize: Theme.titleSize
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    OfflineMark {
        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            verticalCenter: heading.verticalCenter
        }
        shown: page.app.household.is_offline
    }

    TileGrid {
        id: tiles

        objectName: "grid"
        focus: page.grid.phase === "ready"
        anchors {
            left: parent.left
            leftMargin: Theme.marginX - side
            right: parent.right
            rightMargin: Theme.marginX - side
            top: heading.bottom
            topMargin: Theme.px(24)
            bottom: parent.bottom
        }
        visible: page.grid.phase === "ready"
        cards: page.grid.cards
        onPicked: titleId => page.detailsWanted(titleId)
        onVisibleChanged: if (visible && page.activeFocus)
            forceActiveFocus()
    }

    Flow {
        anchors {
            left: heading.left
            right: parent.right
            rightMargin: Theme.marginX
            top: heading.bottom
            topMargin: Theme.px(40)
        }
        spacing: Theme.tileGap
        visible: page.grid.phase === "loading"

        Repeater {
            model: 12

            Skeleton {
                width: Theme.posterWidth
                height: Theme.posterHeight
            }
        }
    }

    Loader {
        anchors.fill: parent
        active: page.grid.phase === "failed" || page.grid.phase === "empty"
        focus: active
        onLoaded: forceActiveFocus()

        sourceComponent: ErrorPanel {
            readonly property bool empty: page.grid.phase === "empty"

            focus: true
            message: empty ? page.emptyMessage : page.grid.message
            hint: empty ? page.emptyHint : page.grid.hint
            code: page.grid.code
            icon: empty ? "film" : "offline"
            canRetry: !empty
            canGoBack: true
            onRetried: page.grid.load()
            onWentBack: page.backWanted()
        }
    }
}
