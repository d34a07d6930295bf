pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// One title: artwork, story, facts, Play; a series' seasons and episodes; similar titles.
FocusScope {
    id: page

    required property var app
    required property var details
    readonly property bool series: details.season_names.length > 0
    readonly property bool atTop: top.activeFocus || (sheet.activeFocus && sheet.before === top)

    signal detailsWanted(string titleId)
    signal playWanted(string titleId, string name, string subtitle, string backdrop, bool fromStart)
    signal downloadsWanted
    signal accountWanted
    signal backWanted

    objectName: "details"

    StackView.onActivated: {
        page.forceActiveFocus();
        page.details.refresh();
    }
    StackView.onRemoved: page.app.close_details(page.details)

    Keys.onEscapePressed: page.backWanted()
    Keys.onBackPressed: page.backWanted()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            event.accepted = true;
            page.backWanted();
        }
    }

    Ambience {
        anchors.fill: parent
        shown: !page.atTop
        tint: similar.activeFocus ? similar.tint : page.details.tint
    }

    Backdrop {
        anchors.right: parent.right
        width: Math.round(parent.width * 0.78)
        height: Math.round(parent.height * 0.92)
        source: page.details.backdrop_url
        strength: page.atTop ? 1 : 0
    }

    Item {
        id: content

        width: parent.width
        height: parent.height
        // The section with the focus comes into view; the rest follows.
        y: page.atTop || page.details.phase === "failed" ? 0 : -(sections.y + (sections.activeSection ? sections.activeSection.y : 0)) + Theme.px(130)

        Behavior on y {
            NumberAnimation {
                duration: Theme.reducedMotion ? 0 : Theme.pageTime
                easing.type: Easing.OutCubic
            }
        }

        DetailsTop {
            id: top

            focus: true
            anchors.left: parent.left
            anchors.leftMargin: Theme.marginX
            y: 0
            // Larger words need more of the page.
            width: Theme.px(800) * Math.min(1.4, Math.max(1, Theme.textScale * 0.75))
            height: Math.round(page.height * (Theme.textScale > 1.4 ? 0.9 : page.series || similar.count > 0 ? 0.68 : 0.8))
            details: page.details
            account: page.app.account
            onAccountWanted: page.accountWanted()
            canKeep: page.details.is_included && page.app.downloads.is_offered && page.details.kind !== "live" && page.details.phase === "ready"
            keepMark: page.app.downloads.revision >= 0 ? page.app.downloads.mark(page.details.play_id) : ""
            onKept: page.keep(page.details.play_id, page.details.play_subtitle, page.details.backdrop_url)
            opacity: page.atTop ? 1 : 0
            onPlayed: fromStart => page.playWanted(page.details.play_id, page.details.name, page.details.play_subtitle, page.details.backdrop_url, fromStart)
            onRetried: page.details.load()
            onBackWanted: page.backWanted()
            Keys.onDownPressed: page.down()

            Behavior on opacity {
                NumberAnimation {
                    duration: Theme.pageTime
                }
            }
        }

        Column {
            id: sections

            readonly property Item activeSection: seasons.activeFocus || sheet.activeFocus ? seasons : similar.activeFocus ? similar : null

            y: top.height + Theme.px(40)
            width: parent.width
            spacing: Theme.px(12)

            Seasons {
                id: seasons

                width: parent.width
                visible: page.series
                details: page.details
                downloads: page.app.downloads
                onKept: (episodeId, subtitle, still) => page.keep(episodeId, subtitle, still)
                onPlayed: (episodeId, subtitle) => page.playWanted(episodeId, page.details.name, subtitle, page.details.backdrop_url, false)
                Keys.onUpPressed: top.forceActiveFocus()
                Keys.onDownPressed: if (similar.visible)
                    similar.forceActiveFocus()
            }

            CardRow {
                id: similar

                readonly property int count: page.details.similar.count

                objectName: "similar"
                width: parent.width
                visible: count > 0
                row_name: qsTr("More like this")
                shape: "poster"
                cards: page.details.similar
                onPicked: titleId => page.detailsWanted(titleId)
                Keys.onUpPressed: page.series ? seasons.forceActiveFocus() : top.forceActiveFocus()
            }
        }
    }

    DownloadChoice {
        id: sheet

        anchors.fill: parent
        downloads: page.app.downloads
        onClosed: (sheet.before ?? top).forceActiveFocus()

        property Item before: null
    }

    function keep(itemId: string, subtitle: string, picture: string): void {
        if (page.app.downloads.mark(itemId) !== "") {
            page.downloadsWanted();
            return;
        }
        sheet.before = page.atTop ? top : seasons;
        sheet.open(itemId, page.details.name, subtitle, picture);
    }

    function down(): void {
        if (seasons.visible)
            seasons.forceActiveFocus();
        else if (similar.visible)
            similar.forceActiveFocus();
    }
}
