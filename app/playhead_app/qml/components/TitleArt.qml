pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A title's drawn name; its plain name in large letters until that is here, or where there is none.
Item {
    id: art

    property alias source: image.source
    property string name: ""
    readonly property bool drawn: image.status === Image.Ready

    implicitHeight: drawn ? Theme.px(190) : words.implicitHeight

    Accessible.role: Accessible.Heading
    Accessible.name: name

    Image {
        id: image

        anchors.fill: parent
        asynchronous: true
        cache: false
        fillMode: Image.PreserveAspectFit
        horizontalAlignment: Theme.mirrored ? Image.AlignRight : Image.AlignLeft
        verticalAlignment: Image.AlignBottom
        sourceSize.width: Math.ceil(art.width * Screen.devicePixelRatio)
        opacity: art.drawn ? 1 : 0

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.fadeTime
            }
        }
    }

    Words {
        id: words

        anchors.bottom: parent.bottom
        width: parent.width
        visible: !art.drawn && image.status !== Image.Loading
        text: art.name
        font.pixelSize: Theme.displaySize
        font.weight: Font.Bold
        wrapMode: Text.Wrap
        maximumLineCount: 2
        lineHeight: 1.05
    }
}
