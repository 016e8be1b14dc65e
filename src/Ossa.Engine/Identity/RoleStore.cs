using System.Text;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity;

/// <summary>Keeps roles, who may assume them, and the policies attached to them.</summary>
public sealed class RoleStore : PolicyHolderStore<Role>
{
    private readonly TimeProvider _time;

    internal RoleStore(IdentityRows rows, PolicyStore policies, TimeProvider time)
        : base(rows, policies) => _time = time;

    private protected override OssError Missing => RamErrors.NoSuchRole;

    private protected override OssError Taken => RamErrors.RoleExists;

    /// <summary>Makes a role, which may do nothing yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="trustPolicy">The JSON of the policy that says who may assume it.</param>
    /// <param name="description">What it is for, of at most <see cref="Limits.MaxDescriptionCharacters"/> characters.</param>
    /// <param name="maxSessionSeconds">How long a session lasts at most, in seconds: 3600 to 43200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssException">The name is taken, or one of these is none.</exception>
    public async ValueTask<Role> CreateAsync(
        string name,
        string trustPolicy,
        string description,
        int maxSessionSeconds,
        CancellationToken cancellationToken
    )
    {
        IdentityNames.CheckRole(name);
        var role = new Role(name, IdentityIds.NewRole(), _time.GetUtcNow())
        {
            Description = description,
            TrustPolicy = trustPolicy,
            MaxSessionSeconds = maxSessionSeconds,
        };
        Check(role);
        return await AddAsync(role, cancellationToken);
    }

    /// <summary>Says anew who may assume a role; sessions that there are go on.</summary>
    /// <exception cref="OssException">There is no such role, or the policy is none.</exception>
    public async ValueTask TrustAsync(string name, string trustPolicy, CancellationToken cancellationToken) =>
        await UpdateAsync(name, trustPolicy, description: null, maxSessionSeconds: null, cancellationToken);

    /// <summary>Changes a role; what is null stays as it is. Sessions that there are go on.</summary>
    /// <exception cref="OssException">There is no such role, or one of these is none.</exception>
    public async ValueTask<Role> UpdateAsync(
        string name,
        string? trustPolicy,
        string? description,
        int? maxSessionSeconds,
        CancellationToken cancellationToken
    )
    {
        Role? updated = null;
        await ChangeAsync(
            name,
            role =>
            {
                updated = role with
                {
                    TrustPolicy = trustPolicy ?? role.TrustPolicy,
                    Description = description ?? role.Description,
                    MaxSessionSeconds = maxSessionSeconds ?? role.MaxSessionSeconds,
                };
                Check(updated);
                return ValueTask.FromResult(updated);
            },
            cancellationToken
        );
        return updated!;
    }

    private protected override byte[] RowOf(string name) => Rows.Role(name);

    private protected override byte[] Encode(Role holder) => IdentityCodec.Encode(holder);

    private protected override Role Decode(ReadOnlySpan<byte> row) => IdentityCodec.DecodeRole(row);

    /// <summary>As with RAM, its policies must be detached first.</summary>
    private protected override async ValueTask RequireUnusedAsync(string name, CancellationToken cancellationToken)
    {
        if ((await GetAsync(name, cancellationToken)).Policies.Count > 0)
        {
            throw new OssException(RamErrors.RoleHasPolicies, "Name", name);
        }
    }

    internal static void Check(Role role)
    {
        CheckTrust(role.TrustPolicy);
        IdentityNames.CheckDescription(role.Name, role.Description);
        if (role.MaxSessionSeconds is < Limits.MinRoleSessionSeconds or > Limits.MaxRoleSessionSeconds)
        {
            throw new OssException(RamErrors.InvalidSessionDuration, "Name", role.Name);
        }
    }

    private static void CheckTrust(string json)
    {
        if (Encoding.UTF8.GetByteCount(json) > Limits.MaxTrustPolicyBytes)
        {
            throw new OssException(RamErrors.MalformedPolicy, "ErrorDetail", "The trust policy is too long.");
        }

        try
        {
            PolicyDocument.Parse(json, PolicyKind.Trust);
        }
        catch (PolicyFormatException e)
        {
            throw new OssException(RamErrors.MalformedPolicy, "ErrorDetail", e.Message);
        }
    }
}
