using System.CommandLine;
using Ossa.Administration;
using Ossa.CommandLine;
using Ossa.Reporting;
using Ossa.Server.Administration;

namespace Ossa.Commands;

/// <summary><c>ossa health</c>: how a server is, and what it was asked for of late.</summary>
internal static class HealthCommand
{
    public static Command Create(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "The server's own answer, in JSON" };
        return AdminCommand.Create(
            context,
            "health",
            "Show how a server is, and what it was asked for within a day. It fails where the server should be sent no requests.",
            "ossa health",
            [json],
            async (parsed, client, stop) =>
            {
                var answer = await client.ReadAsync(AdminApi.Server, [], stop);
                var status = ServerStatus.Read(answer);
                if (parsed.GetValue(json))
                {
                    await context.Out.WriteLineAsync(System.Text.Encoding.UTF8.GetString(answer));
                }
                else
                {
                    HealthText.Write(context.Out, status);
                }

                if (!status.Health.Ready)
                {
                    throw new CommandException($"The server is not ready: {status.Health.Reason}");
                }
            }
        );
    }
}
