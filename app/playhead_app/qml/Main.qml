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
    required property var desk
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

    Connections {
        target: window.desk

        function onRaise_wanted(): void {
            if (window.visibility === Window.Minimized)
                window.showNormal();
            window.raise();
            window.requestActivate();
        }

        function onQuit_wanted(): void {
            window.close();
        }

        function onStop_wanted(): void {
            if (stack.currentItem?.objectName === "player")
                window.goBack();
            window.app.picture_in_picture.close();
        }

        function onTitle_wanted(titleId: string): void {
            if (stack.currentItem?.objectName === "player")
                stack.pop();
            window.openDetails(titleId);
        }
    }

    Connections {
        target: window.app.announcer

        function onSaid(sentence: string): void {
            stack.Accessible.announce(sentence, Accessible.Polite);
        }
    }

    BrowseRoutes {
        id: routes

        app: window.app
        stack: stack
        onDetailsWanted: titleId => window.openDetails(titleId)
        onBackWanted: window.goBack()
    }

    SettingsRoutes {
        id: settings

        app: window.app
        desk: window.desk
        stack: stack
        onBackWanted: window.goBack()
    }

    Component {
        id: home

        HomePage {
            app: window.app
            onDetailsWanted: titleId => window.openDetails(titleId)
            onPlayWanted: (titleId, name, backdrop) => window.watch(titleId, name, "", backdrop, false)
            onSettingsWanted: settings.open()
            onSearchWanted: routes.openSearch()
            onMyListWanted: routes.openMyList()
            onProfilesWanted: routes.openProfiles()
            onDownloadsWanted: stack.push(downloads)
        }
    }

    Component {
        id: downloads

        DownloadsPage {
            app: window.app
            onPlayWanted: downloadId => {
                stack.push(player);
                window.app.watch_download(downloadId);
            }
            onBackWanted: window.goBack()
        }
    }

    Component {
        id: details

        DetailsPage {
            app: window.app
            onDetailsWanted: titleId => window.openDetails(titleId)
            onPlayWanted: (titleId, name, subtitle, backdrop, fromStart) => window.watch(titleId, name, subtitle, backdrop, fromStart)
            onDownloadsWanted: stack.push(downloads)
            onAccountWanted: settings.openAccount()
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

    // All that is seen: it moves into a window above the picture while libVLC draws in one of its own.
    FocusScope {
        id: content

        anchors.fill: parent
        focus: true

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
                const isFull = event.key === Qt.Key_F || event.key === Qt.Key_F11;
                if (isFull)
                    window.toggleFullscreen();
                event.accepted = isFull || event.key === Qt.Key_P && small.take();
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

    SmallPicture {
        id: small

        app: window.app
        pictures: window.pictures
        host: window
        stack: stack
        onFullWanted: stack.push(player)
    }

    OverPicture {
        app: window.app
        host: window
        content: content
        watching: stack.currentItem?.objectName === "player"
    }
}
