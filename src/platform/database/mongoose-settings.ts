import mongoose from 'mongoose'

/**
 * Mongoose, set so that an unknown field or filter key throws and nothing is created behind one's back.
 * Models import it from here; a schema built before this module loaded is made strict when its model is compiled.
 */
mongoose.set({
  strict: 'throw',
  strictQuery: 'throw',
  sanitizeFilter: true,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
})
mongoose.plugin(schema => {
  if (schema.get('strict') === true) schema.set('strict', 'throw')
})

export { mongoose }
