pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "components"
import "pages"
import "player"
import "theme"

// The window: a stack of pages, a notice above them, and the keys that work everywhere.
Window {
    id: window

    required property var app
    required property var pictures
    required property string family
    required property var glyphs
    property bool playerAlone: false

    title: app.playback.title !== "" ? app.playback.title + " – Playhead" : "Playhead"
    width: 1280
    height: 720
    minimumWidth: 640
    minimumHeight: 360
    color: Theme.ground
    visible: false
    // Right-to-left languages read the pages from the other side; what is anchored turns by itself.
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    Binding {
        target: Theme
        property: "mirrored"
        value: Application.layoutDirection === Qt.RightToLeft
    }
    Binding {
        target: Theme
        property: "windowWidth"
        value: window.width
    }
    Binding {
        target: Theme
        property: "windowHeight"
        value: window.height
    }
    Binding {
        target: Theme
        property: "textScale"
        value: window.app.preferences.text_scale
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: window.app.preferences.is_motion_reduced
    }

    Component.onCompleted: {
        Theme.family = window.family;
        Theme.glyphs = window.glyphs;
        if (playerAlone)
            stack.push(player);
        else
            stack.push(home);
    }

    function toggleFullscreen(): void {
        window.visibility = window.visibility === Window.FullScreen ? Window.Windowed : Window.FullScreen;
    }

    function goBack(): void {
        if (stack.depth > 1)
            stack.pop();
        else if (window.playerAlone)
            window.close();
    }

    function openGrid(grid: var, message: string, hint: string): void {
        stack.push(gridPage, {
            "grid": grid,
            "emptyMessage": message,
            "emptyHint": hint
        });
    }

    function openMyList(): void {
        openGrid(window.app.open_my_list(), qsTr("Nothing is on your list yet."), qsTr("A title's page has a button that puts it here."));
    }

    function openGenre(name: string): void {
        openGrid(window.app.open_genre(name), qsTr("Nothing of this kind is here."), "");
    }

    function askWhoWatches(): void {
        if (!window.playerAlone && window.app.household.must_choose && !(stack.currentItem instanceof ProfilesPage) && stack.depth === 1)
            stack.push(profiles, {}, StackView.Immediate);
    }

    Connections {
        target: window.app.household

        function onChanged(): void {
            window.askWhoWatches();
        }
    }

    function openDetails(titleId: string): void {
        stack.push(details, {
            "details": window.app.open_details(titleId)
        });
    }

    function watch(titleId: string, name: string, subtitle: string, backdrop: string, fromStart: bool): void {
        stack.push(player);
        window.app.watch(titleId, name, subtitle, backdrop, fromStart);
    }

    Connections {
        target: window.app

        function onNoticed(sentence: string): void {
            notice.show(sentence);
        }
    }

    StackView {
        id: stack

        objectName: "stack"
        anchors.fill: parent
        focus: true

        pushEnter: PageFade {}
        pushExit: PageFade {
            leaving: true
        }
        popEnter: PageFade {}
        popExit: PageFade {
            leaving: true
        }

        Keys.onPressed: event => {
            if (event.key === Qt.Key_F || event.key === Qt.Key_F11) {
                event.accepted = true;
                window.toggleFullscreen();
            }
        }
    }

    component PageFade: Transition {
        id: fade

        property bool leaving: false

        ParallelAnimation {
            NumberAnimation {
                property: "opacity"
                from: fade.leaving ? 1 : 0
                to: fade.leaving ? 0 : 1
                duration: Theme.pageTime
                easing.type: Easing.OutCubic
            }
            NumberAnimation {
                property: "scale"
                from: fade.leaving || Theme.reducedMotion ? 1 : 0.985
                to: 1
                duration: Theme.pageTime
                easing.type: Easing.OutCubic
            }
        }
    }

    Component {
        id: home

        HomePage {
            app: window.app
            onDetailsWanted: titleId => window.openDetails(titleId)
            onPlayWanted: (titleId, name, backdrop) => window.watch(titleId, name, "", backdrop, false)
            onSettingsWanted: stack.push(settings)
            onSearchWanted: stack.push(search)
            onMyListWanted: window.openMyList()
            onProfilesWanted: stack.push(profiles)
        }
    }

    Component {
        id: settings

        SettingsPage {
            app: window.app
            onBackWanted: window.goBack()
        }
    }

    Component {
        id: search

        SearchPage {
            app: window.app
            onDetailsWanted: titleId => window.openDetails(titleId)
            onGenreWanted: name => window.openGenre(name)
            onBackWanted: window.goBack()
        }
    }

    Component {
        id: gridPage

        GridPage {
            app: window.app
            onDetailsWanted: titleId => window.openDetails(titleId)
            onBackWanted: window.goBack()
        }
    }

    Component {
        id: profiles

        ProfilesPage {
            app: window.app
            onChosen: stack.pop(null)
            onEditWanted: (profileId, name, avatar, maxRating, isKids) => stack.push(editor, {
                    "profileId": profileId,
                    "name": name,
                    "avatar": avatar,
                    "maxRating": maxRating,
                    "isKids": isKids
                })
            onBackWanted: window.goBack()
        }
    }

    Component {
        id: editor

        ProfileEditor {
            app: window.app
            onBackWanted: window.goBack()
        }
    }

    Component {
        id: details

        DetailsPage {
            app: window.app
            onDetailsWanted: titleId => window.openDetails(titleId)
            onPlayWanted: (titleId, name, subtitle, backdrop, fromStart) => window.watch(titleId, name, subtitle, backdrop, fromStart)
            onBackWanted: window.goBack()
        }
    }

    Component {
        id: player

        PlayerPage {
            app: window.app
            pictures: window.pictures
            onBackWanted: window.goBack()
            onFullscreenToggled: window.toggleFullscreen()
        }
    }

    FaultPage {
        anchors.fill: parent
        faults: window.app.faults
        behind: stack
    }

    // The parents' gate lies over whatever waits for it; the page below keeps its focus for afterwards.
    Loader {
        anchors.fill: parent
        active: window.app.household.gate.is_asking
        focus: active
        onLoaded: (item as PinPad).forceActiveFocus()
        onActiveChanged: if (!active)
            stack.forceActiveFocus()

        sourceComponent: PinPad {
            pin: window.app.household.gate
        }
    }

    Notice {
        id: notice

        objectName: "notice"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.marginY + Theme.px(20)
    }
}
