//! The radar, as a chart that the program draws and people can restyle.

use dtmm_package::escaped;
use dtmm_view::{RadarChart, RadarSeries};

use super::markup::DECLARATION;

/// The size of the chart in English Metric Units, of which a millimetre has 36,000.
const SIZE: (u32, u32) = (150 * 36_000, 84 * 36_000);
const SPACES: &str = "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
/// The colours of the lines: the result, then the target.
const COLOURS: [&str; 2] = ["0B5CAD", "8A6D1D"];

/// The paragraph that shows the chart, with all its values as its description.
pub(super) fn drawing(radar: &RadarChart) -> String {
    let (width, height) = SIZE;
    let (title, described) = (escaped(&radar.title), described(radar));
    let described = escaped(&described);
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"1\" name=\"{title}\" descr=\"{described}\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"rIdChart\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}

/// The chart in words: each line with its values.
fn described(radar: &RadarChart) -> String {
    let line = |series: &RadarSeries| {
        let values = radar.names.iter().zip(&series.values);
        let values: Vec<String> =
            values.map(|(name, value)| format!("{name} {}", value.as_deref().unwrap_or("–"))).collect();
        format!("{}: {}", series.name, values.join(", "))
    };
    let lines: Vec<String> = radar.series.iter().map(line).collect();
    format!("{}. {}", radar.title, lines.join("; "))
}

/// The part of the chart.
pub(super) fn part(radar: &RadarChart) -> String {
    let series: String = radar.series.iter().enumerate().map(|(at, series)| self::series(radar, at, series)).collect();
    let (title, levels) = (escaped(&radar.title), radar.levels);
    format!(
        "{DECLARATION}<c:chartSpace {SPACES}><c:roundedCorners val=\"0\"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\" b=\"1\"/></a:pPr><a:r><a:rPr sz=\"1000\" b=\"1\"/><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/><c:radarChart><c:radarStyle val=\"marker\"/><c:varyColors val=\"0\"/>{series}<c:axId val=\"1\"/><c:axId val=\"2\"/></c:radarChart><c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/><c:majorGridlines/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"{levels}\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines/><c:numFmt formatCode=\"0\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/><c:majorUnit val=\"1\"/></c:valAx></c:plotArea><c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart></c:chartSpace>"
    )
}

fn series(radar: &RadarChart, at: usize, series: &RadarSeries) -> String {
    let name = escaped(&series.name);
    let colour = COLOURS[at % COLOURS.len()];
    let dash = if at == 0 { "" } else { "<a:prstDash val=\"dash\"/>" };
    let count = radar.names.len();
    let names: String = radar
        .names
        .iter()
        .enumerate()
        .map(|(at, name)| format!("<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", escaped(name)))
        .collect();
    let values = series.values.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?)));
    let values: String = values.map(|(at, value)| format!("<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>")).collect();
    format!(
        "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:v>{name}</c:v></c:tx><c:spPr><a:ln w=\"25400\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>{dash}</a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"5\"/></c:marker><c:cat><c:strLit><c:ptCount val=\"{count}\"/>{names}</c:strLit></c:cat><c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>{values}</c:numLit></c:val></c:ser>"
    )
}
