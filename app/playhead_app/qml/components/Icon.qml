pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../theme"

// One of our icons, drawn from its path: crisp in any size and colour.
Item {
    id: icon

    required property string name
    property color color: Theme.text
    property real size: Theme.px(28)

    readonly property var glyph: Theme.glyphs[name] ?? {
        "fill": "",
        "stroke": ""
    }

    implicitWidth: size
    implicitHeight: size

    // The one that points along the reading direction turns with it.
    transform: Scale {
        origin.x: icon.size / 2
        xScale: icon.name === "back" && Theme.mirrored ? -1 : 1
    }

    Shape {
        width: 24
        height: 24
        scale: icon.size / 24
        transformOrigin: Item.TopLeft
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            fillColor: icon.color
            strokeColor: "transparent"
            strokeWidth: -1

            PathSvg {
                path: icon.glyph.fill
            }
        }

        ShapePath {
            fillColor: "transparent"
            strokeColor: icon.color
            strokeWidth: 2
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: icon.glyph.stroke
            }
        }
    }
}
