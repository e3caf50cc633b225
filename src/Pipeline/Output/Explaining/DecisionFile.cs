using System.Buffers;
using System.Text.Json;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output.Explaining;

/// <summary>
/// Writes <c>decisions.jsonl</c>: for every frame that reached the gate what was decided, why, and what it led to, one JSON
/// document a line. docs/explain.md describes the fields.
/// </summary>
internal sealed class DecisionFile : IFrameObserver, IDisposable
{
    private const int Digits = 6;
    private static readonly byte[] s_end = "\n"u8.ToArray();
    private readonly FinishedFile _file;
    private readonly ArrayBufferWriter<byte> _line = new(512);
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins the file.</summary>
    /// <exception cref="Core.Errors.VideoDynException">It cannot be created (kind Output).</exception>
    public DecisionFile(string path)
    {
        _file = new FinishedFile(path);
        _json = new Utf8JsonWriter(_line);
    }

    /// <inheritdoc/>
    public Stage Stage => Stage.Events;

    /// <inheritdoc/>
    public bool NeedsPixels => false;

    /// <inheritdoc/>
    public bool WantsNumbers => true;

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        _json.WriteStartObject();
        _json.WriteNumber("frame"u8, view.Frame.Index);
        _json.WriteNumber("time"u8, Math.Round(view.Frame.StreamTime.TotalSeconds, Digits));
        _json.WriteString("outcome"u8, view.Decision.Outcome switch { GateOutcome.Analyze => "analyzed"u8, GateOutcome.Reuse => "reused"u8, _ => "skipped"u8 });
        _json.WriteString("reason"u8, view.Decision.Reason.Length == 0 ? GateDecision.Always : view.Decision.Reason);
        WriteNumbers(view.Numbers);
        WriteRegion(view);
        WriteBoxes(ProvenanceCount.Of(view));
        _json.WriteEndObject();
        _json.Flush();
        _file.Write(_line.WrittenSpan);
        _file.Write(s_end);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private void WriteNumbers(GateNumbers numbers)
    {
        _json.WriteStartObject("numbers"u8);
        for (int index = 0; index < numbers.All.Count; index++)
        {
            GateNumber number = numbers.All[index];
            if (double.IsFinite(number.Value))
                _json.WriteNumber(number.Name, Math.Round(number.Value, Digits));
            else
                _json.WriteNull(number.Name);
        }

        _json.WriteEndObject();
    }

    private void WriteRegion(FrameView view)
    {
        if (view.Plan is not { } plan)
        {
            _json.WriteNull("region"u8);
            return;
        }

        _json.WriteStartObject("region"u8);
        _json.WriteString("kind"u8, plan switch { RegionPlan.BlockPlan => "blocks"u8, RegionPlan.CropPlan => "crops"u8, RegionPlan.TilePlan => "tiles"u8, _ => "dense"u8 });
        _json.WriteNumber("executed_share"u8, Math.Round(view.Observations.ExecutedShare, Digits));
        _json.WriteBoolean("full"u8, view.Observations.WasFullPass);
        if (plan is RegionPlan.BlockPlan blocks)
        {
            _json.WriteNumber("blocks"u8, blocks.Mask.Count);
            _json.WriteNumber("of"u8, blocks.Mask.Columns * blocks.Mask.Rows);
        }
        else if (plan is RegionPlan.CropPlan crops)
        {
            _json.WriteNumber("crops"u8, crops.Crops.Count);
            _json.WriteNumber("left_out"u8, crops.Unseen.Count);
        }
        else if (plan is RegionPlan.TilePlan tiles)
        {
            WriteTiles(tiles);
        }

        if (view.Observations.Choice is { Region.Length: > 0 } choice)
            WriteChoice(choice);
        _json.WriteEndObject();
    }

    private void WriteTiles(RegionPlan.TilePlan plan)
    {
        int tiles = 0, blocks = 0;
        for (int index = 1; index < plan.Parts.Count; index++)
        {
            tiles += plan.Parts[index] is null ? 0 : 1;
            blocks += (plan.Parts[index] as RegionPlan.BlockPlan)?.Mask.Count ?? 0;
        }

        _json.WriteNumber("tiles"u8, tiles);
        _json.WriteNumber("of"u8, plan.Parts.Count - 1);
        _json.WriteNumber("blocks"u8, blocks);
    }

    private void WriteChoice(in RegionChoice choice)
    {
        _json.WriteStartObject("choice"u8);
        _json.WriteString("region"u8, choice.Region);
        _json.WriteString("reason"u8, choice.Reason);
        _json.WriteNumber("whole_cost"u8, Math.Round(choice.WholeCost, Digits));
        _json.WriteNumber("crop_cost"u8, Math.Round(choice.CropCost, Digits));
        _json.WriteNumber("whole_benefit"u8, Math.Round(choice.WholeBenefit, Digits));
        _json.WriteNumber("crop_benefit"u8, Math.Round(choice.CropBenefit, Digits));
        _json.WriteString("costs"u8, choice.Costs);
        _json.WriteEndObject();
    }

    private void WriteBoxes(ProvenanceCount boxes)
    {
        _json.WriteStartObject("boxes"u8);
        _json.WriteNumber("detected"u8, boxes.Detected);
        _json.WriteNumber("reused"u8, boxes.Reused);
        _json.WriteNumber("predicted"u8, boxes.Predicted);
        _json.WriteEndObject();
    }
}
