using System.CommandLine;
using System.Globalization;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Protocol.Signing;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa role assume</c>: begins a session of a role and prints its credentials.</summary>
internal static class RoleAssumeCommand
{
    public static Command Create(CommandContext context)
    {
        var role = new Argument<string>("ROLE") { Description = "The role's name, or acs:ram::ACCOUNT:role/NAME" };
        var session = new Option<string>("--session")
        {
            Description = "What the session is called in logs",
            HelpName = "NAME",
            DefaultValueFactory = _ => "ossa",
        };
        var lasting = Duration.Option("--duration", "How long it lasts, 15m to 12h", TimeSpan.FromHours(1));
        var policy = new Option<FileInfo>("--policy")
        {
            Description = "A file with a policy that it must keep to",
            HelpName = "FILE",
        }.AcceptExistingOnly();
        var external = new Option<string?>("--external-id")
        {
            Description = "What the role's trust policy asks for",
            HelpName = "ID",
        };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("assume", "Begin a session of a role, and print its credentials.")
        {
            Examples =
            [
                "ossa role assume uploader",
                "session=$(ossa role assume uploader --duration 15m) && export $session",
            ],
        };
        command.Add(role);
        foreach (var option in (Option[])[session, lasting, policy, external])
        {
            command.Add(option);
        }

        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var usable = settings.ReadUsable(parsed, context);
                using var client = new StsClient(
                    new OssClientOptions
                    {
                        Endpoint = usable.Endpoint.Value!,
                        Credentials = new StaticCredentialsProvider(usable.RequireKey()),
                        Clock = context.Clock,
                    }
                );
                var name = parsed.GetRequiredValue(role);
                var options = new AssumeRoleOptions(
                    await ToArnAsync(client, name, stop),
                    parsed.GetRequiredValue(session)
                )
                {
                    Duration = parsed.GetValue(lasting),
                    Policy = parsed.GetValue(policy) is { } file ? await ReadPolicyAsync(file, stop) : null,
                    ExternalId = parsed.GetValue(external),
                };
                var assumed = await client.AssumeRoleAsync(options, stop);
                Write(context.Out, assumed.Key);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task<string> ToArnAsync(StsClient client, string role, CancellationToken stop) =>
        role.StartsWith("acs:", StringComparison.Ordinal)
            ? role
            : $"acs:ram::{(await client.GetCallerIdentityAsync(stop)).AccountId}:role/{role}";

    private static async Task<string> ReadPolicyAsync(FileInfo file, CancellationToken stop) =>
        file.Length <= Limits.MaxSessionPolicyBytes
            ? await File.ReadAllTextAsync(file.FullName, stop)
            : throw new CommandException($"{file.FullName} is too long for the policy of a session: 2 KiB at most.");

    private static void Write(TextWriter output, AccessKey key)
    {
        output.WriteLine($"{EnvironmentCredentialsProvider.IdVariable}={key.Id}");
        output.WriteLine($"{EnvironmentCredentialsProvider.SecretVariable}={key.Secret}");
        output.WriteLine($"{EnvironmentCredentialsProvider.TokenVariable}={key.SecurityToken}");
        var end = key.ExpiresAt!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        output.WriteLine($"{EnvironmentCredentialsProvider.ExpirationVariable}={end}");
    }
}
