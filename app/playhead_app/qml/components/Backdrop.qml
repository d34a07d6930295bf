pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Wide artwork in the right two thirds that melts into the ground on the left and below. A new picture fades
// in over the old one once it is here.
Item {
    id: backdrop

    property string source: ""
    property real strength: 1
    property bool frontIsFirst: true

    onSourceChanged: {
        const next = frontIsFirst ? second : first;
        if (next.source.toString() === source)
            reveal(next);
        else
            next.source = source;
        if (source === "")
            reveal(next);
    }

    function reveal(image: Image): void {
        backdrop.frontIsFirst = image === first;
    }

    component Picture: Image {
        id: picture

        property bool front: false

        anchors.fill: parent
        asynchronous: true
        cache: false
        fillMode: Image.PreserveAspectCrop
        horizontalAlignment: Image.AlignRight
        verticalAlignment: Image.AlignTop
        sourceSize.width: Math.ceil(width * Screen.devicePixelRatio)
        opacity: front && status === Image.Ready ? backdrop.strength : 0

        Behavior on opacity {
            NumberAnimation {
                duration: 400
                easing.type: Easing.InOutQuad
            }
        }
    }

    Picture {
        id: first

        front: backdrop.frontIsFirst
        onStatusChanged: if (status === Image.Ready && source.toString() === backdrop.source)
            backdrop.reveal(first)
    }

    Picture {
        id: second

        front: !backdrop.frontIsFirst
        onStatusChanged: if (status === Image.Ready && source.toString() === backdrop.source)
            backdrop.reveal(second)
    }

    Scrim {
        anchors.left: parent.left
        width: parent.width * 0.55
        height: parent.height
        opaqueAtEnd: Theme.mirrored
        shown: backdrop.strength
    }

    Scrim {
        width: parent.width
        height: parent.height * 0.2
        orientation: Gradient.Vertical
        strength: 0.45
        shown: backdrop.strength
    }

    Scrim {
        anchors.bottom: parent.bottom
        width: parent.width
        height: parent.height * 0.42
        orientation: Gradient.Vertical
        opaqueAtEnd: true
        shown: backdrop.strength
    }
}
