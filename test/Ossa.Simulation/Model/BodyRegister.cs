using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ossa.Engine.Objects;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Model;

/// <summary>
/// Which bodies were written, each made known before its write begins; so whatever a reader finds, its bytes are known. Of a body that came
/// about in several writes only these are noted, and which of them it is made of follows from its size and checksum.
/// </summary>
internal sealed class BodyRegister
{
    private readonly ConcurrentDictionary<long, (Content Content, string ETag)> _wholes = new();
    private readonly ConcurrentQueue<(long Version, int Number, Content Content)> _parts = new();
    private readonly ConcurrentQueue<(Place Place, long Position, long Version, Content Content)> _appends = new();

    public void AddWhole(long version, Content content, string eTag) => _wholes[version] = (content, eTag);

    public void AddPart(long version, int number, Content content) => _parts.Enqueue((version, number, content));

    public void AddAppend(Place place, long position, long version, Content content) =>
        _appends.Enqueue((place, position, version, content));

    public KnownBodies Known() =>
        new(
            [.. _wholes.Select(pair => new KnownBodies.Whole(pair.Key, $"{pair.Value.Content}", pair.Value.ETag))],
            [.. _parts.Select(part => new KnownBodies.Part(part.Version, part.Number, $"{part.Content}"))],
            [
                .. _appends.Select(each => new KnownBodies.Append(
                    each.Place,
                    each.Position,
                    each.Version,
                    $"{each.Content}"
                )),
            ]
        );

    public void Add(KnownBodies known)
    {
        foreach (var whole in known.Wholes)
        {
            AddWhole(whole.Version, Content.Parse(whole.Content), whole.ETag);
        }

        foreach (var part in known.Parts)
        {
            AddPart(part.Version, part.Number, Content.Parse(part.Content));
        }

        foreach (var append in known.Appends)
        {
            AddAppend(append.Place, append.Position, append.Version, Content.Parse(append.Content));
        }
    }

    /// <summary>The body that a record describes; throws where nobody wrote one like that.</summary>
    public Content Find(Place place, ObjectRecord record)
    {
        var state = ObjectState.Of(record)!;
        return Candidates(place, record, state.Version)
                .FirstOrDefault(content => content.Length == record.Size && content.Crc64 == record.Crc64)
            ?? throw new WrongAnswerException(
                $"The record of {place}, {state} with ETag {record.ETag}, describes no body that was written."
            );
    }

    /// <summary>The parts that an upload may consist of when it is completed: of every number one that was written, or none.</summary>
    public IEnumerable<IReadOnlyList<Content>> Compositions(long version) =>
        _parts
            .Where(part => part.Version == version)
            .GroupBy(part => part.Number, part => part.Content)
            .OrderBy(group => group.Key)
            .Aggregate<IGrouping<int, Content>, IEnumerable<IReadOnlyList<Content>>>(
                [
                    [],
                ],
                (begun, group) =>
                    begun.SelectMany(parts => group.Select(part => parts.Append(part).ToList()).Append([.. parts]))
            )
            .Where(parts => parts.Count > 0);

    private IEnumerable<Content> Candidates(Place place, ObjectRecord record, long version)
    {
        if (record.Type == ObjectType.Appendable)
        {
            return Chains(place, record.Size, version);
        }

        return _wholes.TryGetValue(version, out var whole)
            ? whole.ETag == record.ETag
                ? [whole.Content]
                : []
            : Compositions(version)
                .Where(parts => parts.Sum(part => part.Length) == record.Size && ETagOf(parts) == record.ETag)
                .Select(Content.Concat);
    }

    private IEnumerable<Content> Chains(Place place, long size, long version) =>
        _appends
            .Where(last => last.Place == place && last.Position + last.Content.Length == size)
            .SelectMany(last =>
                (last.Position == 0 && last.Version == version ? new[] { last.Content } : []).Concat(
                    last.Content.Length == 0
                        ? []
                        : Chains(place, last.Position, version).Select(head => Content.Concat([head, last.Content]))
                )
            );

    private static string ETagOf(IReadOnlyList<Content> parts)
    {
        var tags = parts.SelectMany(part => Convert.FromHexString(part.ETag)).ToArray();
        return $"{Convert.ToHexString(MD5.HashData(tags))}-{parts.Count}";
    }
}
