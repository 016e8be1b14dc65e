using System.Text;
using Ossa.Engine.Records;

namespace Ossa.Engine.Identity;

/// <summary>The rows of users, groups, roles, keys and policies. Tags are forever.</summary>
internal static class IdentityCodec
{
    private const byte Format = 1;

    public static byte[] Encode(User user)
    {
        var writer = new RecordWriter(Format).Text(1, user.Name).Text(2, user.Id).Number(3, user.CreatedAt.UtcTicks);
        WriteAll(writer, 4, user.Policies);
        WriteAll(writer, 5, user.Groups);
        if (user.KeyIds is { } keys)
        {
            writer.Flag(6, true);
            WriteAll(writer, 7, keys);
        }

        return writer.Text(8, user.DisplayName).Text(9, user.Comments).ToArray();
    }

    public static User DecodeUser(ReadOnlySpan<byte> row)
    {
        var (name, id, createdAt) = ("", "", default(DateTimeOffset));
        var (policies, groups, keys) = (new List<string>(), new List<string>(), new List<string>());
        var knowsKeys = false;
        var (displayName, comments) = ("", "");
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    name = reader.Text();
                    break;
                case 2:
                    id = reader.Text();
                    break;
                case 3:
                    createdAt = Time(reader);
                    break;
                case 4:
                    policies.Add(reader.Text());
                    break;
                case 5:
                    groups.Add(reader.Text());
                    break;
                case 6:
                    knowsKeys = reader.Flag();
                    break;
                case 7:
                    keys.Add(reader.Text());
                    break;
                case 8:
                    displayName = reader.Text();
                    break;
                case 9:
                    comments = reader.Text();
                    break;
            }
        }

        return new User(name, id, createdAt)
        {
            Policies = policies,
            Groups = groups,
            KeyIds = knowsKeys ? keys : null,
            DisplayName = displayName,
            Comments = comments,
        };
    }

    public static byte[] Encode(UserGroup group)
    {
        var writer = new RecordWriter(Format).Text(1, group.Name).Number(2, group.CreatedAt.UtcTicks);
        WriteAll(writer, 3, group.Policies);
        return writer.Text(4, group.Comments).ToArray();
    }

    public static UserGroup DecodeGroup(ReadOnlySpan<byte> row)
    {
        var (name, createdAt, policies) = ("", default(DateTimeOffset), new List<string>());
        var comments = "";
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    name = reader.Text();
                    break;
                case 2:
                    createdAt = Time(reader);
                    break;
                case 3:
                    policies.Add(reader.Text());
                    break;
                case 4:
                    comments = reader.Text();
                    break;
            }
        }

        return new UserGroup(name, createdAt) { Policies = policies, Comments = comments };
    }

    public static byte[] Encode(Role role)
    {
        var writer = new RecordWriter(Format)
            .Text(1, role.Name)
            .Text(2, role.Id)
            .Number(3, role.CreatedAt.UtcTicks)
            .Text(4, role.Description)
            .Bytes(5, Encoding.UTF8.GetBytes(role.TrustPolicy))
            .Number(6, role.MaxSessionSeconds);
        WriteAll(writer, 7, role.Policies);
        return writer.ToArray();
    }

    public static Role DecodeRole(ReadOnlySpan<byte> row)
    {
        var role = new Role("", "", default);
        var policies = new List<string>();
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            if (reader.Tag == 7)
            {
                policies.Add(reader.Text());
                continue;
            }

            role = reader.Tag switch
            {
                1 => role with { Name = reader.Text() },
                2 => role with { Id = reader.Text() },
                3 => role with { CreatedAt = Time(reader) },
                4 => role with { Description = reader.Text() },
                5 => role with { TrustPolicy = reader.Text() },
                6 => role with { MaxSessionSeconds = (int)reader.Number() },
                _ => role,
            };
        }

        return role with
        {
            Policies = policies,
        };
    }

    /// <summary>
    /// The name of a user of a further account has a tag of its own, so that a program that does not know of accounts takes the key for nobody's.
    /// </summary>
    public static byte[] Encode(UserKey key) =>
        new RecordWriter(Format)
            .Text(1, key.Id)
            .Text(2, key.Account is null ? key.UserName : "")
            .Number(3, key.CreatedAt.UtcTicks)
            .Flag(4, key.IsActive)
            .Bytes(5, key.SealedSecret)
            .Text(6, key.Account)
            .Text(7, key.Account is null ? null : key.UserName)
            .ToArray();

    public static UserKey DecodeKey(ReadOnlySpan<byte> row)
    {
        var key = new UserKey("", "", default, IsActive: false);
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            key = reader.Tag switch
            {
                1 => key with { Id = reader.Text() },
                2 => key with { UserName = reader.Text() },
                3 => key with { CreatedAt = Time(reader) },
                4 => key with { IsActive = reader.Flag() },
                5 => key with { SealedSecret = reader.Value.ToArray() },
                6 => key with { Account = reader.Text() },
                7 => key with { UserName = reader.Text() },
                _ => key,
            };
        }

        return key;
    }

    public static byte[] Encode(ManagedPolicy policy) =>
        new RecordWriter(Format)
            .Text(1, policy.Name)
            .Bytes(2, Encoding.UTF8.GetBytes(policy.Json))
            .Number(3, policy.UpdatedAt.UtcTicks)
            .Text(4, policy.Description)
            .Number(5, policy.CreatedAt.UtcTicks)
            .ToArray();

    public static ManagedPolicy DecodePolicy(ReadOnlySpan<byte> row)
    {
        var policy = new ManagedPolicy("", "", default);
        var reader = new RecordReader(row, Format);
        while (reader.Next())
        {
            policy = reader.Tag switch
            {
                1 => policy with { Name = reader.Text() },
                2 => policy with { Json = reader.Text() },
                3 => policy with { UpdatedAt = Time(reader) },
                4 => policy with { Description = reader.Text() },
                5 => policy with { CreatedAt = Time(reader) },
                _ => policy,
            };
        }

        return policy;
    }

    private static void WriteAll(RecordWriter writer, byte tag, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            writer.Text(tag, value);
        }
    }

    private static DateTimeOffset Time(in RecordReader reader) => new((long)reader.Number(), TimeSpan.Zero);
}
