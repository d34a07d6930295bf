pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// Hero above, rows below. With the focus on the hero, the first row shows a third of its tiles above the fold;
// with the focus in the rows, the focused row keeps its place and the others slide under it.
FocusScope {
    id: page

    required property var app
    readonly property var home: app.home
    readonly property bool inRows: rows.activeFocus
    readonly property real keyline: Theme.px(150)
    readonly property real fold: height - Theme.px(58) - Theme.posterHeight / 3

    signal detailsWanted(string titleId)
    signal playWanted(string titleId, string name, string backdrop)
    signal settingsWanted
    signal searchWanted
    signal myListWanted
    signal profilesWanted
    signal downloadsWanted

    objectName: "home"

    StackView.onActivated: {
        page.forceActiveFocus();
        if (skeleton.visible)
            skeleton.forceActiveFocus();
        page.home.heroes.watch(!page.inRows);
        page.home.refresh();
    }
    StackView.onDeactivated: page.home.heroes.watch(false)
    onInRowsChanged: page.home.heroes.watch(!page.inRows && page.activeFocus)
    Component.onCompleted: page.home.load()

    // Hears every key before the one who has the focus: the viewer is moving.
    Keys.priority: Keys.BeforeItem
    Keys.onPressed: event => {
        page.home.heroes.viewer_moved();
        event.accepted = false;
    }

    Ambience {
        anchors.fill: parent
        shown: page.inRows
        tint: (rows.currentItem as CardRow)?.tint ?? ""
    }

    Backdrop {
        id: backdrop

        anchors.right: parent.right
        width: Math.round(parent.width * 0.72)
        height: Math.round(parent.height * 0.86)
        source: page.home.heroes.backdrop_url
        strength: page.inRows ? 0 : 1
    }

    Hero {
        id: hero

        objectName: "hero"
        focus: true
        visible: page.home.phase === "ready" && page.home.heroes.count > 0
        heroes: page.home.heroes
        anchors {
            left: parent.left
            leftMargin: Theme.marginX
            right: parent.right
        }
        y: page.inRows && !Theme.reducedMotion ? -Theme.px(120) : 0
        height: page.fold - Theme.px(56)
        opacity: page.inRows ? 0 : 1
        onPlayed: (titleId, name) => page.playWanted(titleId, name, page.home.heroes.backdrop_url)
        onOpened: titleId => page.detailsWanted(titleId)
        Keys.onDownPressed: rows.forceActiveFocus()
        Keys.onUpPressed: bar.forceActiveFocus()

        Behavior on y {
            NumberAnimation {
                duration: Theme.pageTime
                easing.type: Easing.OutCubic
            }
        }
        Behavior on opacity {
            NumberAnimation {
                duration: Theme.pageTime
            }
        }
    }

    ListView {
        id: rows

        objectName: "rows"
        width: parent.width
        height: parent.height
        y: page.inRows ? 0 : page.fold - page.keyline
        visible: page.home.phase === "ready"
        model: page.home.rows
        spacing: Theme.rowGap
        cacheBuffer: Theme.px(400)
        interactive: false
        highlightRangeMode: ListView.StrictlyEnforceRange
        preferredHighlightBegin: page.keyline
        preferredHighlightEnd: page.keyline + Theme.px(400)
        highlightMoveDuration: Theme.reducedMotion ? 0 : Theme.pageTime
        highlightMoveVelocity: -1
        onCurrentIndexChanged: page.home.reached(currentIndex)
        // A list that enforces its range while it is empty has no current row afterwards.
        onCountChanged: if (currentIndex < 0 && count > 0)
            currentIndex = 0

        delegate: CardRow {
            id: row

            required property int index
            required property string row_id

            removable: row.row_id === "continue"
            onRemoved: titleId => page.app.forget_begun(titleId)
            width: rows.width
            // What has scrolled past the keyline steps back.
            opacity: row.index < rows.currentIndex ? 0 : 1
            onPicked: titleId => page.detailsWanted(titleId)
            onMoved: page.home.heroes.viewer_moved()
            onActiveFocusChanged: if (activeFocus)
                rows.currentIndex = row.index

            Behavior on opacity {
                NumberAnimation {
                    duration: Theme.fadeTime
                }
            }
        }

        Keys.onUpPressed: event => {
            if (currentIndex > 0)
                decrementCurrentIndex();
            else
                hero.forceActiveFocus();
        }
        Keys.onDownPressed: incrementCurrentIndex()

        Behavior on y {
            NumberAnimation {
                duration: Theme.reducedMotion ? 0 : Theme.pageTime
                easing.type: Easing.OutCubic
            }
        }
    }

    Keys.onEscapePressed: page.goUp()
    Keys.onBackPressed: page.goUp()

    function goUp(): void {
        if (page.inRows) {
            rows.currentIndex = 0;
            hero.forceActiveFocus();
        }
    }

    WheelHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        orientation: Qt.Vertical
        onWheel: event => {
            if (!wheelRest.running && event.angleDelta.y !== 0) {
                wheelRest.start();
                page.step(event.angleDelta.y < 0);
            }
        }
    }

    Timer {
        id: wheelRest

        interval: 220
    }

    function step(down: bool): void {
        if (!page.inRows && down)
            rows.forceActiveFocus();
        else if (down)
            rows.incrementCurrentIndex();
        else if (rows.currentIndex > 0)
            rows.decrementCurrentIndex();
        else
            hero.forceActiveFocus();
    }

    // Holds the focus while titles are on their way: the settings can be reached meanwhile.
    HomeSkeleton {
        id: skeleton

        anchors.fill: parent
        Keys.onUpPressed: bar.forceActiveFocus()
        onVisibleChanged: if (page.home.phase === "ready" && page.activeFocus && !bar.activeFocus)
            hero.forceActiveFocus()
        visible: page.home.phase === "loading"
        fold: page.fold
    }

    Loader {
        anchors.fill: parent
        active: page.home.phase === "failed" || page.home.phase === "empty"
        focus: active
        onLoaded: forceActiveFocus()

        sourceComponent: ErrorPanel {
            readonly property bool empty: page.home.phase === "empty"

            focus: true
            message: empty ? qsTr("There is nothing to watch here yet.") : page.home.message
            hint: empty ? qsTr("Come back in a moment.") : (page.home.code === "catalogue-unreachable" && page.app.downloads.consolation) || page.home.hint
            code: page.home.code
            other: page.app.downloads.has_playable ? qsTr("Downloads") : ""
            onOtherWanted: page.downloadsWanted()
            icon: empty ? "film" : "offline"
            onCopied: page.app.faults.copy(message, hint, code)
            onRetried: {
                page.home.load();
                skeleton.forceActiveFocus();
            }
        }
    }

    Wordmark {
        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        y: Theme.marginY
        opacity: page.inRows ? 0.9 : 1
    }

    HomeBar {
        id: bar

        anchors {
            right: parent.right
            rightMargin: Theme.marginX
            top: parent.top
            topMargin: Theme.marginY
        }
        app: page.app
        ready: page.home.phase === "ready"
        onSearchWanted: page.searchWanted()
        onMyListWanted: page.myListWanted()
        onDownloadsWanted: page.downloadsWanted()
        onSettingsWanted: page.settingsWanted()
        onProfilesWanted: page.profilesWanted()
        Keys.onDownPressed: page.home.phase === "ready" ? hero.forceActiveFocus() : skeleton.forceActiveFocus()
    }
}
