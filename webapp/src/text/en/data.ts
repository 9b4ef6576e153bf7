export const data = {
  title: "Your data",
  lead: "Rooms you own with their messages, folders and pins, in one file that this or another Sparkbot can read.",
  export: "Download everything",
  importTitle: "Import",
  importLead: "Reads such a file and adds its rooms to yours. Nothing that is here is changed.",
  choose: "Choose a file",
  imported: (rooms: number, messages: number) => `${rooms} ${rooms === 1 ? "room" : "rooms"} with ${messages} messages added`,
  notJson: "This file is not an export of Sparkbot.",
};
