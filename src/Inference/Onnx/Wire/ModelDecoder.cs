using System.Collections.Immutable;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Reads <c>ModelProto</c>.</summary>
internal static class ModelDecoder
{
    /// <summary>Reads a model.</summary>
    /// <param name="bytes">The whole file; must not change afterwards.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="folder">Where external data lies; null when there can be none.</param>
    /// <exception cref="OnnxFormatException">The bytes are no model.</exception>
    public static OnnxModel Decode(ReadOnlyMemory<byte> bytes, string source, string? folder)
    {
        var context = new DecodeContext(folder);
        OnnxGraph? graph = null;
        long irVersion = 0, modelVersion = 0;
        string producer = "", producerVersion = "", domain = "", description = "";
        var opsets = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var functions = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();

        var reader = new ProtoReader(bytes);
        while (reader.Next(out int field))
        {
            switch (field)
            {
                case Fields.Model.IrVersion:
                    irVersion = reader.Int64();
                    break;
                case Fields.Model.ProducerName:
                    producer = reader.Text();
                    break;
                case Fields.Model.ProducerVersion:
                    producerVersion = reader.Text();
                    break;
                case Fields.Model.Domain:
                    domain = reader.Text();
                    break;
                case Fields.Model.ModelVersion:
                    modelVersion = reader.Int64();
                    break;
                case Fields.Model.DocString:
                    description = reader.Text();
                    break;
                case Fields.Model.Graph:
                    if (graph is not null)
                        throw reader.Error("a second graph");
                    graph = GraphDecoder.Decode(reader.Message(), context, depth: 0);
                    break;
                case Fields.Model.OpsetImport:
                    (string opsetDomain, long version) = DecodeOpset(reader.Message());
                    opsets[opsetDomain] = version;
                    break;
                case Fields.Model.Metadata:
                    (string key, string value) = DecodePair(reader.Message());
                    metadata[key] = value;
                    break;
                case Fields.Model.Functions:
                    functions.Add(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (graph is null)
            throw reader.Error("no graph");
        return new OnnxModel(graph, opsets.ToImmutable())
        {
            IrVersion = irVersion,
            ProducerName = producer,
            ProducerVersion = producerVersion,
            Domain = domain,
            ModelVersion = modelVersion,
            Description = description,
            Metadata = metadata.ToImmutable(),
            Source = source,
            Functions = functions.ToImmutable(),
        };
    }

    /// <summary>Reads a pair of texts.</summary>
    public static (string Key, string Value) DecodePair(ProtoReader reader)
    {
        (string key, string value) = ("", "");
        while (reader.Next(out int field))
        {
            if (field == Fields.Pair.Key)
                key = reader.Text();
            else if (field == Fields.Pair.Value)
                value = reader.Text();
            else
                reader.Skip();
        }

        return (key, value);
    }

    private static (string Domain, long Version) DecodeOpset(ProtoReader reader)
    {
        (string domain, long version) = ("", 0);
        while (reader.Next(out int field))
        {
            if (field == Fields.Opset.Domain)
                domain = reader.Text();
            else if (field == Fields.Opset.Version)
                version = reader.Int64();
            else
                reader.Skip();
        }

        return (domain == "ai.onnx" ? "" : domain, version);
    }
}
