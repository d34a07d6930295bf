pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A named row of tiles. The focused column keeps its place; the row slides under it.
FocusScope {
    id: row

    required property string row_name
    required property string shape
    required property var cards

    readonly property bool still: shape === "still"
    readonly property int tileHeight: still ? Theme.stillHeight : Theme.posterHeight

    readonly property string tint: (list.currentItem as Tile)?.tint ?? ""

    // Whether Delete takes a tile out.
    property bool removable: false

    signal picked(string titleId)
    signal removed(string titleId)
    signal moved

    implicitHeight: heading.height + Theme.px(22) + tileHeight + Theme.px(20) + Theme.type(50)

    Accessible.role: Accessible.List
    Accessible.name: row_name

    Words {
        id: heading

        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        text: row.row_name
        font.pixelSize: Theme.sectionSize
        font.weight: Font.DemiBold
        color: row.activeFocus ? Theme.text : Theme.secondText
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    ListView {
        id: list

        objectName: "tiles"
        focus: true
        y: heading.height + Theme.px(22)
        width: row.width
        height: row.tileHeight
        orientation: ListView.Horizontal
        spacing: Theme.tileGap
        model: row.cards
        reuseItems: true
        cacheBuffer: Theme.px(480)
        boundsBehavior: Flickable.StopAtBounds
        highlightRangeMode: ListView.StrictlyEnforceRange
        preferredHighlightBegin: Theme.marginX
        preferredHighlightEnd: Theme.marginX + (row.still ? Theme.stillWidth : Theme.posterWidth)
        highlightMoveDuration: Theme.moveTime
        highlightMoveVelocity: -1
        keyNavigationEnabled: true

        delegate: Tile {
            still: row.still
            lit: ListView.isCurrentItem && row.activeFocus
            onPicked: picked => row.pick(picked)
        }

        // Past the end nothing moves: a page that did not come is asked for again by the key itself.
        Keys.onRightPressed: event => row.ask(event)
        Keys.onLeftPressed: event => row.ask(event)

        onCurrentIndexChanged: {
            if (currentIndex >= 0)
                row.cards.reached(currentIndex);
            row.moved();
        }

        // A row that was scrolled away takes up the tile that it was left at.
        onCountChanged: if (currentIndex < 0 && count > 0)
            takeUp();
        Component.onCompleted: takeUp()

        function takeUp(): void {
            currentIndex = Math.min(row.cards.position, count - 1);
            positionViewAtIndex(currentIndex, ListView.SnapPosition);
        }

        Keys.onReturnPressed: event => row.pressed(event)
        Keys.onEnterPressed: event => row.pressed(event)
        Keys.onSpacePressed: event => row.pressed(event)
        Keys.onSelectPressed: event => row.pressed(event)
        Keys.onDeletePressed: row.remove()
    }

    function remove(): void {
        const tile = list.currentItem as Tile;
        if (row.removable && tile)
            row.removed(tile.title_id);
    }

    function ask(event: KeyEvent): void {
        if (list.currentIndex === list.count - 1)
            row.cards.reached(list.currentIndex);
        event.accepted = false;
    }

    function pressed(event: KeyEvent): void {
        event.accepted = true;
        if (!event.isAutoRepeat)
            pick(list.currentIndex);
    }

    function pick(index: int): void {
        list.currentIndex = index;
        row.forceActiveFocus();
        const tile = list.currentItem as Tile;
        if (tile)
            row.picked(tile.title_id);
    }
}
