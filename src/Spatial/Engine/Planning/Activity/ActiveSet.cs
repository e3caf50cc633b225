namespace VideoDyn.Spatial.Engine.Planning.Activity;

/// <summary>Which pixels of a map are computed for a mask: lists are made once per set, however many maps share it.</summary>
/// <param name="Level">Size of the maps.</param>
/// <param name="Rows">Input pixels on which each row depends; null for the pixels that the row covers.</param>
/// <param name="Columns">The same for columns; null where <paramref name="Rows"/> is.</param>
internal sealed record ActiveSet(Level Level, ReachAxis? Rows = null, ReachAxis? Columns = null);
