pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// A series' seasons as a line of names, and the chosen season's episodes as stills.
FocusScope {
    id: seasons

    required property var details
    required property var downloads

    signal kept(string episodeId, string subtitle, string still)
    signal played(string episodeId, string subtitle)

    implicitHeight: names.height + Theme.px(24) + episodes.height + (keep.visible ? keep.height : 0) + Theme.px(40)

    Row {
        id: names

        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX - Theme.px(20)
        height: Theme.px(52)
        spacing: Theme.px(8)

        Repeater {
            model: seasons.details.season_names

            Words {
                id: name

                required property int index
                required property string modelData
                readonly property bool chosen: index === seasons.details.season

                leftPadding: Theme.px(20)
                rightPadding: Theme.px(20)
                height: names.height
                text: modelData
                font.pixelSize: Theme.sectionSize
                font.weight: chosen ? Font.DemiBold : Font.Normal
                color: chosen ? Theme.text : Theme.thirdText
                Accessible.role: Accessible.PageTab
                Accessible.name: modelData
                Accessible.selected: chosen

                Rectangle {
                    anchors {
                        bottom: parent.bottom
                        left: parent.left
                        right: parent.right
                        leftMargin: Theme.px(20)
                        rightMargin: Theme.px(20)
                    }
                    height: Theme.px(3)
                    radius: height / 2
                    color: Theme.accent
                    visible: name.chosen
                }

                TapHandler {
                    onTapped: seasons.details.choose_season(name.index)
                }
            }
        }
    }

    ListView {
        id: episodes

        objectName: "episodes"
        focus: true
        y: names.height + Theme.px(24)
        width: seasons.width
        height: Theme.stillHeight + Theme.px(120)
        orientation: ListView.Horizontal
        spacing: Theme.tileGap
        model: seasons.details.episodes
        reuseItems: true
        cacheBuffer: Theme.px(400)
        highlightRangeMode: ListView.StrictlyEnforceRange
        preferredHighlightBegin: Theme.marginX
        preferredHighlightEnd: Theme.marginX + Theme.stillWidth
        highlightMoveDuration: Theme.moveTime
        highlightMoveVelocity: -1
        boundsBehavior: Flickable.StopAtBounds

        onCountChanged: if (currentIndex < 0 && count > 0)
            currentIndex = 0

        delegate: EpisodeTile {
            lit: ListView.isCurrentItem && episodes.activeFocus
            onPicked: picked => seasons.pick(picked)
        }

        // Past the last episode lies the next season, before the first the one before.
        Keys.onRightPressed: event => {
            if (currentIndex < count - 1)
                incrementCurrentIndex();
            else
                seasons.details.choose_season(seasons.details.season + 1);
        }
        Keys.onLeftPressed: event => {
            if (currentIndex > 0)
                decrementCurrentIndex();
            else
                seasons.details.choose_season(seasons.details.season - 1);
        }
        Keys.onDownPressed: event => {
            event.accepted = keep.visible;
            if (keep.visible)
                keep.forceActiveFocus();
        }
        Keys.onReturnPressed: event => seasons.pressed(event)
        Keys.onEnterPressed: event => seasons.pressed(event)
        Keys.onSpacePressed: event => seasons.pressed(event)
        Keys.onSelectPressed: event => seasons.pressed(event)
    }

    Pill {
        id: keep

        readonly property EpisodeTile episode: episodes.currentItem as EpisodeTile
        readonly property string mark: episode && seasons.downloads.revision >= 0 ? seasons.downloads.mark(episode.episode_id) : ""

        objectName: "episode-download"
        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        y: episodes.y + episodes.height
        visible: seasons.downloads.is_offered && episode !== null && episode.readiness >= 1
        label: mark !== "" ? mark : qsTr("Download episode %1").arg(episode ? episode.number : "")
        icon: mark !== "" ? "check" : "download"
        onActivated: seasons.kept(episode.episode_id, qsTr("%1. %2").arg(episode.number).arg(episode.name), episode.still_url)
        Keys.onUpPressed: episodes.forceActiveFocus()
    }

    function pressed(event: KeyEvent): void {
        event.accepted = true;
        if (!event.isAutoRepeat)
            pick(episodes.currentIndex);
    }

    function pick(index: int): void {
        episodes.currentIndex = index;
        seasons.forceActiveFocus();
        const episode = episodes.currentItem as EpisodeTile;
        if (episode)
            seasons.played(episode.episode_id, qsTr("%1. %2").arg(episode.number).arg(episode.name));
    }
}
