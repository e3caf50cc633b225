using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// The memory of a model for one crop, two crops and so on, made when first needed. A model takes several crops at once
/// when its batch size is open and it treats the pictures of a batch apart, which is tried out on two pictures: graphs
/// that quantise dynamically, or whose shapes are written for one picture, do not.
/// </summary>
internal sealed class CropBatches : IDisposable
{
    /// <summary>Most crops of one run. Beyond it nothing is won, and the memory grows.</summary>
    public const int MostCrops = 8;

    private readonly OnnxBinding?[] _bindings = new OnnxBinding?[MostCrops];
    private readonly LoadedModel _model;
    private readonly int _output;

    /// <summary>Finds out how many crops the model takes at once.</summary>
    /// <param name="model">The model; the caller disposes it.</param>
    /// <param name="output">Index of the output that is read.</param>
    /// <param name="known">How many crops it takes at once where that is known; null to find out.</param>
    public CropBatches(LoadedModel model, int output, int? known = null)
    {
        _model = model;
        _output = output;
        Length = model.Binding.Outputs[output].Length;
        _bindings[0] = model.Binding;
        Most = known ?? (model.HasOpenBatch && TakesTwo() ? MostCrops : 1);
    }

    /// <summary>Most crops that go through the model in one run, at least 1.</summary>
    public int Most { get; }

    /// <summary>Numbers that the output holds per crop.</summary>
    public int Length { get; }

    /// <summary>The memory for a number of crops, 1 to <see cref="Most"/>.</summary>
    public OnnxBinding For(int crops) => _bindings[crops - 1] ??= _model.BindBatch(crops);

    /// <summary>The picture input of a binding.</summary>
    public BoundTensor Picture(OnnxBinding binding)
    {
        int index = 0;
        while (binding.Inputs[index].Name != _model.Profile.InputName)
            index++;
        return binding.Inputs[index];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The first one belongs to the model.
        foreach (OnnxBinding? binding in _bindings.AsSpan(1))
            binding?.Dispose();
    }

    private bool TakesTwo()
    {
        try
        {
            OnnxBinding two = For(2), one = For(1);
            if (two.Outputs[_output].Length != 2 * Length)
                return false;
            Span<byte> pictures = Picture(two).Bytes;
            Fill(pictures, _model.Picture.Type);
            two.Run();
            ReadOnlySpan<byte> together = two.Outputs[_output].Bytes;
            for (int picture = 0; picture < 2; picture++)
            {
                pictures.Slice(picture * pictures.Length / 2, pictures.Length / 2).CopyTo(_model.Picture.Bytes);
                one.Run();
                BoundTensor alone = one.Outputs[_output];
                if (!AreClose(together.Slice(picture * alone.Bytes.Length, alone.Bytes.Length), alone.Bytes, alone.Type))
                    return false;
            }

            return true;
        }
        catch (VideoDynException)
        {
            // The graph is written for one picture at a time, whatever its input says.
            return false;
        }
    }

    // Two different pictures, the second of a larger range, so that whatever mixes them shows.
    private static void Fill(Span<byte> pictures, OnnxElementType type)
    {
        int count = pictures.Length / RuntimeTypes.SizeOf(type);
        uint state = 1;
        for (int index = 0; index < count; index++)
        {
            state = (state * 1664525) + 1013904223;
            float share = (state >> 24) / 255f * (index < count / 2 ? 1 : 2.5f);
            switch (type)
            {
                case OnnxElementType.Float32:
                    MemoryMarshal.Cast<byte, float>(pictures)[index] = share;
                    break;
                case OnnxElementType.Float16:
                    MemoryMarshal.Cast<byte, Half>(pictures)[index] = (Half)share;
                    break;
                default:
                    pictures[index] = (byte)(100 * share);
                    break;
            }
        }
    }

    private static bool AreClose(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, OnnxElementType type)
    {
        if (type is not (OnnxElementType.Float32 or OnnxElementType.Float16))
            return one.SequenceEqual(other);
        float tolerance = type == OnnxElementType.Float32 ? 1e-4f : 1e-2f;
        int size = RuntimeTypes.SizeOf(type);
        float largest = 0, difference = 0;
        for (int start = 0; start < one.Length; start += size)
        {
            float left = Read(one[start..], type), right = Read(other[start..], type);
            largest = MathF.Max(largest, MathF.Abs(right));
            // Infinite or undefined on both sides alike says nothing against the model.
            if (!left.Equals(right))
                difference = MathF.Max(difference, MathF.Abs(left - right));
        }

        return difference <= tolerance * largest;
    }

    private static float Read(ReadOnlySpan<byte> bytes, OnnxElementType type) => type == OnnxElementType.Float32
        ? MemoryMarshal.Read<float>(bytes)
        : (float)MemoryMarshal.Read<Half>(bytes);
}
