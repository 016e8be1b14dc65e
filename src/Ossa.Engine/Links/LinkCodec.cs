using Ossa.Engine.Records;
using Ossa.Protocol.Access;

namespace Ossa.Engine.Links;

/// <summary>The rows of links. Tags are forever.</summary>
internal static class LinkCodec
{
    private const byte Format = 1;

    public static byte[] Encode(Link link)
    {
        var writer = new RecordWriter(Format)
            .Text(1, link.Id)
            .Text(2, link.Bucket)
            .Text(3, link.Key)
            .Number(4, link.CreatedAt.UtcTicks)
            .Number(5, link.ExpiresAt.UtcTicks)
            .Text(6, link.Name)
            .Number(7, link.NotBefore?.UtcTicks ?? 0)
            .Number(8, link.RevokedAt?.UtcTicks ?? 0)
            .Number(9, link.Limits.MaxDownloads ?? 0)
            .Number(10, link.Limits.MaxBytes ?? 0)
            .Number(11, link.Limits.BytesPerSecond ?? 0)
            .Text(13, link.Disposition)
            .Bytes(14, link.SealedSecret)
            .Text(15, link.Password?.ToString())
            .Text(16, link.Creator?.Name)
            .Text(17, link.Creator?.Id)
            .Number(18, (long)link.Kind)
            .Text(19, link.Account)
            .Number(20, link.Limits.MaxFiles ?? 0)
            .Number(21, link.Limits.MaxFileBytes ?? 0)
            .Flag(23, link.MayOverwrite)
            .Flag(24, link.IsCounted)
            .Text(25, link.Incarnation);
        foreach (var type in link.Limits.Types)
        {
            writer.Text(22, type);
        }

        foreach (var range in link.Limits.Addresses)
        {
            writer.Text(12, range);
        }

        return writer.ToArray();
    }

    public static Link Decode(ReadOnlySpan<byte> row)
    {
        var link = new Link("", "", "", default, default);
        var addresses = new List<string>();
        var types = new List<string>();
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            var limits = link.Limits;
            switch (reader.Tag)
            {
                case 1:
                    link = link with { Id = reader.Text() };
                    break;
                case 2:
                    link = link with { Bucket = reader.Text() };
                    break;
                case 3:
                    link = link with { Key = reader.Text() };
                    break;
                case 4:
                    link = link with { CreatedAt = Time(reader) };
                    break;
                case 5:
                    link = link with { ExpiresAt = Time(reader) };
                    break;
                case 6:
                    link = link with { Name = reader.Text() };
                    break;
                case 7:
                    link = link with { NotBefore = Time(reader) };
                    break;
                case 8:
                    link = link with { RevokedAt = Time(reader) };
                    break;
                case 9:
                    link = link with { Limits = limits with { MaxDownloads = (long)reader.Number() } };
                    break;
                case 10:
                    link = link with { Limits = limits with { MaxBytes = (long)reader.Number() } };
                    break;
                case 11:
                    link = link with { Limits = limits with { BytesPerSecond = (long)reader.Number() } };
                    break;
                case 12:
                    addresses.Add(reader.Text());
                    break;
                case 13:
                    link = link with { Disposition = reader.Text() };
                    break;
                case 14:
                    link = link with { SealedSecret = reader.Value.ToArray() };
                    break;
                case 18:
                    link = link with { Kind = (LinkKind)reader.Number() };
                    break;
                case 19:
                    link = link with { Account = reader.Text() };
                    break;
                case 20:
                    link = link with { Limits = limits with { MaxFiles = (long)reader.Number() } };
                    break;
                case 21:
                    link = link with { Limits = limits with { MaxFileBytes = (long)reader.Number() } };
                    break;
                case 22:
                    types.Add(reader.Text());
                    break;
                case 23:
                    link = link with { MayOverwrite = reader.Flag() };
                    break;
                case 24:
                    link = link with { IsCounted = reader.Flag() };
                    break;
                case 25:
                    link = link with { Incarnation = reader.Text() };
                    break;
                case 16:
                    link = link with { Creator = new LinkCreator(reader.Text(), "") };
                    break;
                case 17:
                    link = link with { Creator = link.Creator! with { Id = reader.Text() } };
                    break;
                case 15:
                    link = link with { Password = ReadPassword(reader.Text()) };
                    break;
            }
        }

        return link with
        {
            Limits = link.Limits with { Addresses = addresses, Types = types },
        };
    }

    public static byte[] Encode(LinkReservation reservation) =>
        new RecordWriter(Format).Number(1, reservation.StartedAt.UtcTicks).Number(2, reservation.Bytes).ToArray();

    public static LinkReservation DecodeReservation(ReadOnlySpan<byte> row)
    {
        var reservation = default(LinkReservation);
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            reservation = reader.Tag switch
            {
                1 => reservation with { StartedAt = Time(reader) },
                2 => reservation with { Bytes = (long)reader.Number() },
                _ => reservation,
            };
        }

        return reservation;
    }

    /// <summary>A link whose password cannot be read must not become one without.</summary>
    private static PasswordHash ReadPassword(string text) =>
        PasswordHash.TryParse(text, out var hash)
            ? hash
            : throw new InvalidDataException("The record of a link is damaged.");

    private static DateTimeOffset Time(in RecordReader reader) => new((long)reader.Number(), TimeSpan.Zero);
}
