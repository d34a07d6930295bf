pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../theme"

// Our name and mark: the playhead's line and its arrow.
Row {
    spacing: Theme.px(14)

    Accessible.role: Accessible.StaticText
    Accessible.name: "Playhead"

    Item {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(30)
        height: Theme.px(34)

        Shape {
            width: 30
            height: 34
            scale: Theme.px(34) / 34
            transformOrigin: Item.TopLeft
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                fillColor: Theme.accent
                strokeColor: Theme.accent
                strokeWidth: 3
                joinStyle: ShapePath.RoundJoin

                PathSvg {
                    path: "M10 7 L26 17 L10 27 Z"
                }
            }

            ShapePath {
                fillColor: "transparent"
                strokeColor: Theme.text
                strokeWidth: 3
                capStyle: ShapePath.RoundCap

                PathSvg {
                    path: "M3 3 L3 31"
                }
            }
        }
    }

    Words {
        anchors.verticalCenter: parent.verticalCenter
        text: "Playhead"
        font.pixelSize: Theme.type(26)
        font.weight: Font.DemiBold
    }
}
