using Ossa.Engine.Records;

namespace Ossa.Engine.Accounts;

/// <summary>The rows of further accounts. Tags are forever.</summary>
internal static class AccountCodec
{
    private const byte Format = 1;

    public static byte[] Encode(Account account)
    {
        var writer = new RecordWriter(Format)
            .Text(1, account.Id)
            .Text(2, account.Name)
            .Number(3, account.CreatedAt.UtcTicks)
            .Flag(4, account.IsEnabled)
            .Text(5, account.DisplayName);
        foreach (var key in account.RootKeyIds)
        {
            writer.Text(6, key);
        }

        return writer.ToArray();
    }

    public static Account Decode(ReadOnlySpan<byte> row)
    {
        var account = new Account("", "", default, IsEnabled: false);
        var keys = new List<string>();
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    account = account with { Id = reader.Text() };
                    break;
                case 2:
                    account = account with { Name = reader.Text() };
                    break;
                case 3:
                    account = account with { CreatedAt = new DateTimeOffset((long)reader.Number(), TimeSpan.Zero) };
                    break;
                case 4:
                    account = account with { IsEnabled = reader.Flag() };
                    break;
                case 5:
                    account = account with { DisplayName = reader.Text() };
                    break;
                case 6:
                    keys.Add(reader.Text());
                    break;
            }
        }

        return account with
        {
            RootKeyIds = keys,
        };
    }
}
