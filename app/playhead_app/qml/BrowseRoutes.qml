pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "pages"

// The ways to the pages that lead from title to title: search, lists, genres, and who is watching.
Item {
    id: routes

    required property var app
    required property StackView stack

    signal detailsWanted(string titleId)
    signal backWanted

    objectName: "routes"

    function openSearch(): void {
        stack.push(search);
    }

    function openProfiles(): void {
        stack.push(profiles);
    }

    function openMyList(): void {
        openGrid(app.open_my_list(), qsTr("Nothing is on your list yet."), qsTr("A title's page has a button that puts it here."));
    }

    function openGenre(name: string): void {
        openGrid(app.open_genre(name), qsTr("Nothing of this kind is here."), "");
    }

    function openGrid(grid: var, message: string, hint: string): void {
        stack.push(gridPage, {
            "grid": grid,
            "emptyMessage": message,
            "emptyHint": hint
        });
    }

    // At the start, before anything else was opened.
    function askWhoWatches(): void {
        if (app.household.must_choose && stack.depth === 1)
            stack.push(profiles, {}, StackView.Immediate);
    }

    Connections {
        target: routes.app.household

        function onChanged(): void {
            routes.askWhoWatches();
        }
    }

    Component {
        id: search

        SearchPage {
            app: routes.app
            onDetailsWanted: titleId => routes.detailsWanted(titleId)
            onGenreWanted: name => routes.openGenre(name)
            onBackWanted: routes.backWanted()
        }
    }

    Component {
        id: gridPage

        GridPage {
            app: routes.app
            onDetailsWanted: titleId => routes.detailsWanted(titleId)
            onBackWanted: routes.backWanted()
        }
    }

    Component {
        id: profiles

        ProfilesPage {
            app: routes.app
            onChosen: routes.stack.pop(null)
            onEditWanted: (profileId, name, avatar, maxRating, isKids) => routes.stack.push(editor, {
                    "profileId": profileId,
                    "name": name,
                    "avatar": avatar,
                    "maxRating": maxRating,
                    "isKids": isKids
                })
            onBackWanted: routes.backWanted()
        }
    }

    Component {
        id: editor

        ProfileEditor {
            app: routes.app
            onBackWanted: routes.backWanted()
        }
    }
}
