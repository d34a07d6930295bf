pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Posters in lines. The focus keeps its height while the lines slide under it; past the edges a key goes on to
// the page.
FocusScope {
    id: grid

    required property var cards
    readonly property int count: list.count
    readonly property string tint: (list.currentItem as Tile)?.tint ?? ""
    readonly property int columns: Math.max(1, Math.floor((width - 2 * side) / list.cellWidth))
    // Room for the ring of the outermost tiles.
    readonly property int side: Theme.px(16)

    signal picked(string titleId)

    Accessible.role: Accessible.List

    function toStart(): void {
        list.currentIndex = 0;
        list.positionViewAtBeginning();
    }

    GridView {
        id: list

        objectName: "tiles"
        focus: true
        // Exactly its columns: what is left over would be scrolled into where the page reads from the right.
        anchors.left: parent.left
        width: grid.columns * cellWidth + 2 * grid.side
        height: parent.height
        leftMargin: grid.side
        rightMargin: grid.side
        topMargin: grid.side
        bottomMargin: Theme.px(90)
        cellWidth: Theme.posterWidth + Theme.tileGap
        cellHeight: Theme.posterHeight + Theme.px(96)
        cacheBuffer: Theme.px(300)
        reuseItems: true
        clip: true
        model: grid.cards
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: true
        highlightMoveDuration: Theme.reducedMotion ? 0 : Theme.pageTime
        preferredHighlightBegin: grid.side
        preferredHighlightEnd: grid.side + cellHeight
        highlightRangeMode: GridView.ApplyRange
        keyNavigationEnabled: false

        delegate: Tile {
            lit: GridView.isCurrentItem && grid.activeFocus
            onPicked: picked => grid.pick(picked)
        }

        onCurrentIndexChanged: if (currentIndex >= 0)
            grid.cards.reached(currentIndex)
        // A list that was shown anew takes up the tile that it was left at.
        onCountChanged: if (currentIndex < 0 && count > 0)
            currentIndex = Math.min(grid.cards.position, count - 1)

        Keys.onLeftPressed: event => grid.step(event, Theme.mirrored ? 1 : -1)
        Keys.onRightPressed: event => grid.step(event, Theme.mirrored ? -1 : 1)
        Keys.onUpPressed: event => grid.line(event, -1)
        Keys.onDownPressed: event => grid.line(event, 1)
        Keys.onReturnPressed: event => grid.pressed(event)
        Keys.onEnterPressed: event => grid.pressed(event)
        Keys.onSelectPressed: event => grid.pressed(event)
    }

    function step(event: KeyEvent, across: int): void {
        const place = list.currentIndex % grid.columns + across;
        event.accepted = place >= 0 && (place < grid.columns || list.currentIndex === count - 1);
        if (event.accepted && place < grid.columns && list.currentIndex + across < count)
            list.currentIndex += across;
    }

    function line(event: KeyEvent, down: int): void {
        const there = list.currentIndex + down * grid.columns;
        const lastLine = Math.floor((count - 1) / grid.columns);
        // At the end nothing moves: a page that did not come is asked for again by the key itself.
        if (there >= count)
            grid.cards.reached(list.currentIndex);
        event.accepted = there >= 0;
        if (there < 0)
            return;
        if (there < count)
            list.currentIndex = there;
        else if (Math.floor(list.currentIndex / grid.columns) < lastLine)
            list.currentIndex = count - 1;
    }

    function pressed(event: KeyEvent): void {
        event.accepted = true;
        if (!event.isAutoRepeat)
            pick(list.currentIndex);
    }

    function pick(index: int): void {
        list.currentIndex = index;
        grid.forceActiveFocus();
        const tile = list.currentItem as Tile;
        if (tile && tile.title_id !== "")
            grid.picked(tile.title_id);
    }
}
