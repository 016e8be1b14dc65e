using System.Security.Cryptography;
using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Multipart;

/// <summary>The parts that an object is completed from.</summary>
internal sealed class PartChoice
{
    private readonly IReadOnlyList<PartRecord> _parts;

    private PartChoice(IReadOnlyList<PartRecord> parts)
    {
        for (var i = 0; i < parts.Count - 1; i++)
        {
            RequireSize(parts[i]);
        }

        _parts = parts;
    }

    /// <summary>All parts, or those that the request names, each as it was uploaded and in the order of their numbers.</summary>
    public static PartChoice Of(IReadOnlyList<PartRecord> uploaded, IReadOnlyList<CompletedPart>? named)
    {
        if (named is null)
        {
            return uploaded.Count > 0 ? new PartChoice(uploaded) : throw NoSuchPart(1, "");
        }

        var byNumber = uploaded.ToDictionary(part => part.Number);
        var chosen = new List<PartRecord>(named.Count);
        foreach (var (number, etag) in named)
        {
            if (chosen.Count > 0 && number <= chosen[^1].Number)
            {
                throw new OssException(OssErrors.InvalidPartOrder);
            }

            var found = byNumber.GetValueOrDefault(number);
            if (found is null || !found.ETag.Equals(etag.Trim('"'), StringComparison.OrdinalIgnoreCase))
            {
                throw NoSuchPart(number, etag);
            }

            chosen.Add(found);
        }
        return new PartChoice(chosen);
    }

    /// <summary>The parts as the pieces of one body.</summary>
    public IEnumerable<Piece> Pieces => _parts.Select(part => new Piece(part.Body, part.Size, part.Crc64));

    /// <summary>The completed object.</summary>
    public ObjectContent Describe(BodyLocation body) =>
        new(body, _parts.Sum(part => part.Size), Manifest.Combine(Pieces))
        {
            ETag = ETag(),
            Type = ObjectType.Multipart,
        };

    /// <summary>The MD5 of the parts' MD5s one after the other, and how many there are.</summary>
    private string ETag()
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in _parts)
        {
            md5.AppendData(Convert.FromHexString(part.ETag));
        }

        return $"{Convert.ToHexString(md5.GetHashAndReset())}-{_parts.Count}";
    }

    private static void RequireSize(PartRecord part)
    {
        if (part.Size < Limits.MinPartBytes)
        {
            throw new OssException(
                OssErrors.PartTooSmall,
                [
                    new("ETag", part.ETag),
                    new("MinSizeAllowed", $"{Limits.MinPartBytes}"),
                    new("ProposedSize", $"{part.Size}"),
                    new("PartNumber", $"{part.Number}"),
                ]
            );
        }
    }

    private static OssException NoSuchPart(int number, string etag) =>
        new(OssErrors.InvalidPart, [new("PartNumber", $"{number}"), new("ETag", etag)]);
}
